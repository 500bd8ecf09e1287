using Microsoft.Data.Sqlite;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Migrations;

namespace Pawl.Sqlite.Tests.Connections;

public sealed class StatementTests : IDisposable
{
    private readonly PreparedConnection connection;

    public StatementTests()
    {
        SQLitePCL.Batteries_V2.Init();
        var memory = new SqliteConnection("Data Source=:memory:");
        memory.Open();
        connection = new PreparedConnection(memory);
        SchemaMigrator.Migrate(connection, ":memory:");
    }

    public static TheoryData<string> EveryStatement() =>
        [.. typeof(SqlFile).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Sql/", StringComparison.Ordinal))
            .Select(name => name["Sql/".Length..])
            .Order(StringComparer.Ordinal)];

    public void Dispose() => connection.Dispose();

    [Theory]
    [MemberData(nameof(EveryStatement))]
    public void Every_statement_prepares_against_the_newest_schema(string path) =>
        Assert.NotNull(connection[SqlFile.Load(path)]);

    [Theory]
    [InlineData("Jobs/SelectClaimableJobs.sql", "ready USING PRIMARY KEY (queue=?)")]
    [InlineData("Jobs/InsertReadyJobs.sql", "job USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("Jobs/InsertLeases.sql", "job USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("Jobs/SelectRunningJobs.sql", "lease USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("Jobs/ArchiveSucceededJobs.sql", "lease USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("Jobs/DeleteLeases.sql", "lease USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("Jobs/DeleteJobs.sql", "job USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")]
    [InlineData("Jobs/DeleteReadyJob.sql", "ready USING PRIMARY KEY (queue=? AND priority=? AND run_at=? AND job=?)")]
    [InlineData(
        "Jobs/DeleteReadyJobs.sql", "ready USING PRIMARY KEY (queue=? AND (priority,run_at,job)>(?,?,?) AND ")]
    [InlineData("Jobs/SelectDueJobs.sql", "INDEX job_due")]
    [InlineData("Jobs/SelectNextDue.sql", "INDEX job_due")]
    [InlineData("Jobs/SelectWaitingJobs.sql", "INDEX job_waiting")]
    [InlineData("Jobs/SelectUniqueJob.sql", "INDEX job_unique_key")]
    [InlineData("Jobs/SelectPrunableJobs.sql", "INDEX archive_prunable")]
    [InlineData("Jobs/ListFailedJobs.sql", "INDEX archive_failed")]
    [InlineData("Schedules/SelectDueSchedules.sql", "INDEX schedule_due")]
    [InlineData("Schedules/ListSchedules.sql", "schedule USING PRIMARY KEY (name>?)")]
    [InlineData("Schedules/ListScheduleVersions.sql", "schedule_version USING INDEX sqlite_autoindex_schedule_version_1 (schedule=?)")]
    [InlineData("Schedules/SelectLiveScheduleJobs.sql", "schedule_job USING PRIMARY KEY (schedule=?)")]
    [InlineData("Schedules/DeleteFinishedScheduleJobs.sql", "schedule_job USING PRIMARY KEY (schedule=?)")]
    [InlineData("Schedules/ListTicks.sql", "SEARCH tick USING PRIMARY KEY (schedule=? AND at<?)")]
    [InlineData("Schedules/ListTicks.sql", "SEARCH skipped_tick USING PRIMARY KEY (schedule=? AND from_at<?)")]
    [InlineData("Schedules/PruneTicks.sql", "INDEX tick_prunable")]
    [InlineData("Schedules/PruneSkippedTicks.sql", "INDEX skipped_tick_prunable")]
    public void Statements_that_must_not_depend_on_what_else_is_stored_use_their_index_and_sort_nothing(string path, string search)
    {
        string plan = PlanOf(path);

        Assert.Contains(search, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    private string PlanOf(string path)
    {
        using SqliteCommand command = connection.Connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + SqlFile.Load(path).Text;
        for (int parameter = 1; parameter <= 16; parameter++)
        {
            if (command.CommandText.Contains($"${parameter}", StringComparison.Ordinal))
            {
                command.Parameters.AddWithValue($"${parameter}", 1);
            }
        }

        using SqliteDataReader reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(reader.GetString(3));
        }

        return string.Join('\n', lines);
    }
}
