using Microsoft.Data.Sqlite;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>Somebody reads the file in a transaction that does not end, so that the log cannot be folded into it.</summary>
internal sealed class F28PinnedLog : Row
{
    public override string Fault => "a reader from outside pins the log";

    public override IReadOnlyList<StoreKind> Stores => Sqlite;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await site.StartNodeAsync(cancellationToken, "--Pace", "15");
        await site.PassAsync(2, cancellationToken);
        await using (var connection = new SqliteConnection($"Data Source={site.DatabaseFile};Mode=ReadOnly;Pooling=False"))
        {
            await connection.OpenAsync(cancellationToken);
            await using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "BEGIN; SELECT count(*) FROM job";
            await command.ExecuteScalarAsync(cancellationToken);
            for (int second = 0; second < 8; second++)
            {
                int before = site.ReadHistory().Acknowledged.Count;
                await site.ExpectAsync(
                    "Calls are answered", TimeSpan.FromSeconds(3), history => history.Acknowledged.Count > before, cancellationToken);
                await site.PassAsync(1, cancellationToken);
            }
        }

        await site.PassAsync(2, cancellationToken);
    }
}
