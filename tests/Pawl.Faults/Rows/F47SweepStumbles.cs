using Microsoft.Data.Sqlite;
using Pawl.Checker.Journals;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>One row always makes the sweep fail that promotes due jobs; somebody else's trigger does it.</summary>
internal sealed class F47SweepStumbles : Row
{
    private static readonly string[] Verbs = ["UPDATE", "DELETE"];

    public override string Fault => "a row that always makes a sweep fail";

    public override IReadOnlyList<StoreKind> Stores => Both;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        NodeProcess first = await site.StartNodeAsync(cancellationToken);
        first.Tell("later 00:00:08");
        await site.WaitAsync("A job is enqueued for later", history => LaterJob(history) > 0, cancellationToken);
        await site.StopAsync(first, cancellationToken);
        await PlantAsync(site, LaterJob(site.ReadHistory()), cancellationToken);

        NodeProcess second = await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(8, cancellationToken);
        int before = Promoted(site.ReadHistory());
        await site.ExpectAsync(
            "Other jobs are promoted", TimeSpan.FromSeconds(5), history => Promoted(history) > before, cancellationToken);
        await site.StopAsync(second, cancellationToken);
        await ClearAsync(site, cancellationToken);
    }

    private static long LaterJob(History history) => (
        from call in history.Calls.Values
        where call.Kind == "muchlater" && history.Acknowledged.ContainsKey(call.Number)
        select history.Acknowledged[call.Number].Ids[0]).FirstOrDefault();

    private static int Promoted(History history) =>
        history.Calls.Values.Count(call => call.Kind == "later"
            && history.Acknowledged.TryGetValue(call.Number, out JournalEntry.Acknowledged? promise)
            && history.Starts.Contains(promise.Ids[0]));

    private static Task PlantAsync(Site site, long stone, CancellationToken cancellationToken) => ChangeAsync(
        site,
        sqlite: string.Concat(Verbs.Select(verb =>
            $"CREATE TRIGGER stumble_{verb} BEFORE {verb} ON job WHEN OLD.id = {stone} BEGIN SELECT RAISE(ABORT, 'planted'); END;")),
        postgres: $"""
            CREATE FUNCTION stumble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planted'; END $$;
            CREATE TRIGGER stumble BEFORE UPDATE OR DELETE ON pawl.job FOR EACH ROW WHEN (OLD.id = {stone}) EXECUTE FUNCTION stumble();
            """,
        cancellationToken);

    private static Task ClearAsync(Site site, CancellationToken cancellationToken) => ChangeAsync(
        site,
        sqlite: string.Concat(Verbs.Select(verb => $"DROP TRIGGER stumble_{verb};")),
        postgres: "DROP TRIGGER stumble ON pawl.job;",
        cancellationToken);

    private static async Task ChangeAsync(Site site, string sqlite, string postgres, CancellationToken cancellationToken)
    {
        if (site.Store == StoreKind.Postgres)
        {
            await site.Server.ExecuteAsync(postgres, Site.Database, cancellationToken);
            return;
        }

        await using var connection = new SqliteConnection($"Data Source={site.DatabaseFile};Pooling=False");
        await connection.OpenAsync(cancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sqlite;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
