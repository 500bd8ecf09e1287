using System.Data.Common;
using System.Globalization;
using Pawl.Demo.Jobs;
using Pawl.Demo.Results;

namespace Pawl.Demo.Runs;

/// <summary>The run that a database holds: one, fixed when it begins.</summary>
/// <param name="Date">The day to compute for: the day on which the run began, UTC.</param>
/// <param name="Records">How many records it computes.</param>
/// <param name="Import">Its first job.</param>
internal sealed record DemoRun(DateOnly Date, int Records, JobId Import)
{
    private const string Create =
        """
        CREATE TABLE IF NOT EXISTS demo_run (
            id            INTEGER PRIMARY KEY CHECK (id = 1),
            date          TEXT    NOT NULL,
            records       INTEGER NOT NULL,
            import_job_id BIGINT  NOT NULL
        )
        """;

    private const string Insert = "INSERT INTO demo_run VALUES (1, $1, $2, $3)";

    private const string Select = "SELECT date, records, import_job_id FROM demo_run";

    /// <summary>Begins the run, or finds the one that was begun. The tables, the run and its first job commit together, so
    /// a crash leaves all of them or none.</summary>
    /// <param name="jobs">Where to enqueue the first job.</param>
    /// <param name="date">The day to compute for, unless the run was begun before.</param>
    /// <param name="records">How many records to compute, unless the run was begun before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The run that the database holds.</returns>
    public static async Task<DemoRun> BeginAsync(
        IJobClient jobs, DateOnly date, int records, CancellationToken cancellationToken)
    {
        DemoRun? run = null;
        await jobs.TransactAsync(
            transaction =>
            {
                DbConnection connection = transaction.Connection;
                connection.Execute(Create);
                ResultTable.CreateIn(connection);
                ImportLedger.CreateIn(connection);
                run = Find(connection) ?? Begin(transaction, date, records);
            },
            cancellationToken);
        return run ?? throw new InvalidOperationException("The transaction did not run.");
    }

    /// <summary>Finds the run that a database holds.</summary>
    /// <param name="connection">Any connection to the database.</param>
    /// <returns>The run; null before one was begun.</returns>
    public static DemoRun? Find(DbConnection connection) => connection.Query(Select, row => new DemoRun(
        DateOnly.ParseExact(row.GetString(0), "O", CultureInfo.InvariantCulture),
        row.GetInt32(1),
        new JobId(row.GetInt64(2)))).SingleOrDefault();

    private static DemoRun Begin(JobTransaction transaction, DateOnly date, int records)
    {
        JobId import = transaction.Enqueue(new ImportCities(date, records)).Id;
        transaction.Connection.Execute(Insert, date.ToString("O", CultureInfo.InvariantCulture), records, import.Value);
        return new DemoRun(date, records, import);
    }
}
