using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Tests.Files;
using Pawl.Storage;

namespace Pawl.Sqlite.Tests.Opening;

public sealed class OpeningTests : IDisposable
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private const string SchemaText = "SELECT group_concat(sql, '|') FROM (SELECT sql FROM sqlite_schema ORDER BY type, name)";

    private readonly StoreFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public async Task A_second_store_on_the_file_is_refused_and_told_who_owns_it()
    {
        await using SqliteStore first = await file.OpenAsync();

        var refused = await Assert.ThrowsAsync<StoreOwnedException>(() => file.OpenAsync());

        Assert.Contains($"process {Environment.ProcessId} on {Environment.MachineName}", refused.Owner, StringComparison.Ordinal);
        Assert.Contains(file.Path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_store_leaves_the_file_to_its_owner()
    {
        await using SqliteStore first = await file.OpenAsync();
        await Assert.ThrowsAsync<StoreOwnedException>(() => file.OpenAsync());

        NewJob job = file.NewJob();
        await first.Jobs.EnqueueAsync([job], Cancel);

        Assert.NotNull((await first.Queries.FindAsync([job.Id], Cancel))[0]);
    }

    [Fact]
    public async Task A_closed_file_can_be_opened_again_and_holds_what_was_stored()
    {
        NewJob job = file.NewJob();
        await using (SqliteStore first = await file.OpenAsync())
        {
            await first.Jobs.EnqueueAsync([job], Cancel);
        }

        await using SqliteStore second = await file.OpenAsync();

        Assert.Equal(JobState.Queued, (await second.Queries.FindAsync([job.Id], Cancel))[0]?.State);
    }

    [Fact]
    public async Task A_folder_that_is_missing_is_made()
    {
        string path = Path.Combine(Path.GetDirectoryName(file.Path) ?? "", "new", "deep", "pawl.db");

        await using SqliteStore store = await file.OpenAsync(path);

        Assert.True(File.Exists(path));
    }

    [Fact]
    public async Task A_file_marked_read_only_is_refused_by_name()
    {
        await (await file.OpenAsync()).DisposeAsync();
        File.SetAttributes(file.Path, FileAttributes.ReadOnly);

        var refused = await Assert.ThrowsAsync<StoreReadOnlyException>(() => file.OpenAsync());

        Assert.Contains(file.Path, refused.Message, StringComparison.Ordinal);
        File.SetAttributes(file.Path, FileAttributes.Normal);
    }

    [Fact]
    public async Task A_folder_that_nobody_can_write_to_is_refused_by_name()
    {
        var refused = await Assert.ThrowsAsync<StoreReadOnlyException>(() => file.OpenAsync("/proc/pawl/pawl.db"));

        Assert.Contains("/proc/pawl", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_schema_that_older_code_cannot_work_with_is_refused_by_number()
    {
        await (await file.OpenAsync()).DisposeAsync();
        file.Ask("PRAGMA user_version = 9999");
        file.Ask("UPDATE store SET works_with = 9998");

        var refused = await Assert.ThrowsAsync<SchemaTooNewException>(() => file.OpenAsync());

        Assert.Contains("9999", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_schema_that_older_code_can_work_with_is_used()
    {
        await (await file.OpenAsync()).DisposeAsync();
        file.Ask($"PRAGMA user_version = {SqliteSchema.Newest + 1}");

        await using SqliteStore store = await file.OpenAsync();

        Assert.Empty(await store.Queries.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal($"{SqliteSchema.Newest + 1}", file.Ask("PRAGMA user_version"));
    }

    [Fact]
    public async Task The_script_for_people_makes_the_schema_that_opening_makes()
    {
        file.Ask(SqliteSchema.ScriptFrom(0));
        string? byHand = file.Ask(SchemaText);
        Assert.Equal(SqliteSchema.Newest, SqliteSchema.ReadVersion($"Data Source={file.Path}"));
        Assert.Empty(SqliteSchema.ScriptFrom(SqliteSchema.Newest));
        File.Delete(file.Path);

        await using SqliteStore store = await file.OpenAsync();

        Assert.Equal(byHand, file.Ask(SchemaText));
    }

    [Fact]
    public async Task A_file_of_the_first_schema_is_brought_up_to_date_and_keeps_what_is_in_it()
    {
        file.Ask(SqlFile.Migrations().First().Text);
        file.Ask($"PRAGMA application_id = {0x5041_574C}; PRAGMA user_version = 1");
        file.Ask("INSERT INTO queue (name, paused_at, pause_reason) VALUES ('mail', 7, 'because')");

        await using SqliteStore store = await file.OpenAsync();

        Assert.Equal("because", Assert.Single(await store.Queues.ListAsync(Cancel)).PauseReason);
        Assert.Empty(await store.Schedules.ListAsync(null, 10, Cancel));
    }

    [Fact]
    public async Task A_file_of_another_application_is_not_touched()
    {
        file.Ask("CREATE TABLE theirs (id INTEGER); INSERT INTO theirs VALUES (7)");

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => file.OpenAsync());

        Assert.Contains("another application", refused.Message, StringComparison.Ordinal);
        Assert.Equal("7", file.Ask("SELECT id FROM theirs"));
        Assert.Equal("1", file.Ask("SELECT count(*) FROM sqlite_schema"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_kept()
    {
        const string Poem = "Whatever was accepted moves forward, and never slips back. It is not a database, though, and never was.";
        await File.WriteAllTextAsync(file.Path, Poem, Cancel);

        var refused = await Assert.ThrowsAsync<StoreCorruptException>(() => file.OpenAsync());

        Assert.Contains("integrity_check", refused.Message, StringComparison.Ordinal);
        Assert.Equal(Poem, await File.ReadAllTextAsync(file.Path, Cancel));
    }

    [Fact]
    public async Task Damage_is_found_after_an_unclean_stop()
    {
        await using (SqliteStore store = await file.OpenAsync())
        {
            await store.Jobs.EnqueueAsync([.. Enumerable.Range(0, 2_000).Select(_ => file.NewJob())], Cancel);
        }

        file.Ask("UPDATE store SET is_clean = 0");
        OverwritePagesOf("job");

        await Assert.ThrowsAsync<StoreCorruptException>(() => file.OpenAsync());
    }

    [Fact]
    public async Task An_unclean_stop_without_damage_opens()
    {
        await (await file.OpenAsync()).DisposeAsync();
        file.Ask("UPDATE store SET is_clean = 0");

        await using SqliteStore store = await file.OpenAsync();

        Assert.Empty(await store.Queries.CountAsync(Cancel));
    }

    [Fact]
    public async Task Closing_marks_the_file_as_clean_and_empties_the_log()
    {
        await using (SqliteStore store = await file.OpenAsync())
        {
            await store.Jobs.EnqueueAsync([file.NewJob()], Cancel);
        }

        Assert.False(File.Exists(file.Path + "-wal") && new FileInfo(file.Path + "-wal").Length > 0);
        Assert.Equal("1", file.Ask("SELECT is_clean FROM store"));
    }

    [Fact]
    public async Task Leases_found_at_opening_belong_to_a_dead_process_and_end_at_once()
    {
        NewJob job = file.NewJob();
        var worker = new WorkerIdentity(new WorkerId(1), 42);
        await using (SqliteStore first = await file.OpenAsync())
        {
            await ClaimAsync(first, worker, job);
        }

        await using SqliteStore second = await file.OpenAsync();
        IReadOnlyList<ReapedJob> reaped = await second.Maintenance.ReapAsync(10, Cancel);

        Assert.Equal([job.Id], reaped.Select(one => one.Id));
        Assert.Equal(JobState.Queued, reaped[0].State);
    }

    [Fact]
    public async Task The_stores_clock_does_not_go_back_when_the_machines_does_across_a_restart()
    {
        DateTimeOffset before = file.Clock.GetUtcNow();
        await (await file.OpenAsync()).DisposeAsync();
        file.Clock.Jump(TimeSpan.FromHours(-1));

        await using SqliteStore store = await file.OpenAsync();
        NewJob job = file.NewJob();
        await store.Jobs.EnqueueAsync([job], Cancel);

        Assert.Equal(before, (await store.Queries.FindAsync([job.Id], Cancel))[0]?.EnqueuedAt);
    }

    [Fact]
    public async Task A_store_that_is_not_open_says_so()
    {
        await using SqliteStore store = file.NewStore();

        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(
            async () => await store.Jobs.EnqueueAsync([file.NewJob()], Cancel));

        Assert.Contains("not open", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_string_without_a_file_is_refused() =>
        Assert.Throws<ArgumentException>(() => new SqliteStore(
            new SqliteOptions { ConnectionString = "Data Source=" },
            TimeProvider.System,
            Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteStore>.Instance));

    [Theory]
    [InlineData("journal_mode", "wal")]
    [InlineData("synchronous", "2")]
    [InlineData("foreign_keys", "1")]
    [InlineData("trusted_schema", "0")]
    public async Task The_writer_is_set_up_to_be_durable_and_suspicious(string pragma, string expected)
    {
        await using SqliteStore store = await file.OpenAsync();
        string? value = null;

        await store.Jobs.TransactAsync(
            transaction =>
            {
                using var command = transaction.Connection.CreateCommand();
                command.CommandText = $"PRAGMA {pragma}";
                value = Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
            },
            Cancel);

        Assert.Equal(expected, value);
    }

    private static async Task ClaimAsync(SqliteStore store, WorkerIdentity worker, NewJob job)
    {
        NodeMembership node = await store.Cluster.JoinAsync(new NewNode("test", 1, TimeSpan.FromHours(1)), Cancel);
        var types = new HashSet<JobType> { job.Type };
        await store.Cluster.AddWorkerAsync(
            new NewWorker(worker, node, "test", job.Queue, 1, types, TimeSpan.FromHours(1)), Cancel);
        await store.Jobs.EnqueueAsync([job], Cancel);
        IReadOnlyList<LeasedJob> claimed = await store.Leases.ClaimAsync(
            new ClaimRequest { Worker = worker, Queue = job.Queue, Types = types, FreeSlots = 1 }, Cancel);
        Assert.Single(claimed);
    }

    private void OverwritePagesOf(string table)
    {
        long pageBytes = long.Parse(file.Ask("PRAGMA page_size") ?? "", provider: null);
        long root = long.Parse(file.Ask($"SELECT rootpage FROM sqlite_schema WHERE name = '{table}'") ?? "", provider: null);
        using FileStream stream = File.OpenWrite(file.Path);
        stream.Position = (root - 1) * pageBytes;
        stream.Write(Enumerable.Repeat((byte)0xA5, (int)pageBytes / 2).ToArray());
    }
}
