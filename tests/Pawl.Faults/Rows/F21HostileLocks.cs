using Npgsql;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>Somebody locks rows in the wrong order and holds them, and cancels statements at random, so that deadlocks, lock time-outs
/// and cancelled statements come about.</summary>
internal sealed class F21HostileLocks : Row
{
    private const int Rounds = 60;

    public override string Fault => "deadlocks, locks held, and statements cancelled";

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        site.Server.Settings["deadlock_timeout"] = "50ms";
        site.Server.Reload();
        await Beside.StartAsync(site, cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(1, cancellationToken);
        site.Disturb(0, "locks");
        for (int round = 0; round < Rounds; round++)
        {
            await LockBackwardsAsync(site, cancellationToken);
            await site.Server.ExecuteAsync(
                "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE datname = 'work' AND state = 'active' ORDER BY random() LIMIT 1",
                cancellationToken: cancellationToken);
        }

        site.Heal(0);
        await Beside.ExpectAnswersAsync(site, TimeSpan.FromSeconds(5), cancellationToken);
    }

    private static async Task LockBackwardsAsync(Site site, CancellationToken cancellationToken)
    {
        string[] tables = ["pawl.job", "pawl.lease", "pawl.worker", "pawl.counter"];
        try
        {
            await using var connection = new NpgsqlConnection(site.Server.ConnectionString("work") + ";Pooling=false");
            await connection.OpenAsync(cancellationToken);
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
            foreach (string table in tables.OrderBy(_ => site.Chance.Next()))
            {
                await using var command = new NpgsqlCommand(
                    $"SELECT 1 FROM (SELECT ctid FROM {table} ORDER BY ctid DESC LIMIT 20) AS last JOIN {table} USING (ctid) FOR UPDATE",
                    connection,
                    transaction);
                await command.ExecuteNonQueryAsync(cancellationToken);
                await site.PassAsync(0.05, cancellationToken);
            }
        }
        catch (PostgresException)
        {
            // A deadlock of which we were the victim, or our own statement was cancelled; there are more rounds.
        }
    }
}
