using System.Data.Common;
using System.Globalization;
using Pawl.Demo.Jobs;
using Pawl.Demo.Results;

namespace Pawl.Demo.Runs;

/// <summary>The run that a file holds: one, fixed when it begins.</summary>
/// <param name="Date">The day to compute for: the day on which the run began, UTC.</param>
/// <param name="Records">How many records it computes.</param>
internal sealed record DemoRun(DateOnly Date, int Records)
{
    private const string Create =
        """
        CREATE TABLE IF NOT EXISTS demo_run (
            id      INTEGER PRIMARY KEY CHECK (id = 1),
            date    TEXT    NOT NULL,
            records INTEGER NOT NULL
        ) STRICT
        """;

    private const string InsertOnce = "INSERT OR IGNORE INTO demo_run VALUES (1, $1, $2)";

    private const string Select = "SELECT date, records FROM demo_run";

    /// <summary>Begins the run, or finds the one that was begun. The tables, the run and its first job commit together, so
    /// a crash leaves all of them or none.</summary>
    /// <param name="jobs">Where to enqueue the first job.</param>
    /// <param name="wanted">The run to begin.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The run that the file holds.</returns>
    public static async Task<DemoRun> BeginAsync(IJobClient jobs, DemoRun wanted, CancellationToken cancellationToken)
    {
        DemoRun run = wanted;
        await jobs.TransactAsync(
            transaction =>
            {
                DbConnection connection = transaction.Connection;
                connection.Execute(Create);
                ResultTable.CreateIn(connection);
                ImportLedger.CreateIn(connection);
                bool isNew = connection.Execute(InsertOnce, Text(wanted.Date), wanted.Records) == 1;
                if (isNew)
                {
                    transaction.Enqueue(new ImportCities(wanted.Date, wanted.Records));
                }

                run = Read(connection);
            },
            cancellationToken);
        return run;
    }

    /// <summary>Reads the run that a file holds.</summary>
    /// <param name="connection">Any connection to the file.</param>
    /// <returns>The run.</returns>
    public static DemoRun Read(DbConnection connection) => connection.Query(Select, row => new DemoRun(
        DateOnly.ParseExact(row.GetString(0), "O", CultureInfo.InvariantCulture), row.GetInt32(1))).Single();

    private static string Text(DateOnly date) => date.ToString("O", CultureInfo.InvariantCulture);
}
