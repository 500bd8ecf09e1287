using System.Data.Common;
using Microsoft.Data.Sqlite;
using Pawl.Sqlite.Tests.Files;
using Pawl.Storage;

namespace Pawl.Sqlite.Tests.Writing;

public sealed class GroupCommitTests : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly StoreFile file = new();
    private SqliteStore store = null!;

    public async ValueTask InitializeAsync()
    {
        store = await file.OpenAsync();
        await store.Jobs.TransactAsync(transaction => Run(transaction.Connection, "CREATE TABLE mine (id INTEGER PRIMARY KEY)"), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        file.Dispose();
    }

    [Fact]
    public async Task Commands_that_wait_together_are_committed_together()
    {
        using var block = new Blocker(store);
        Task<IReadOnlyList<EnqueueResult>>[] enqueues =
            [.. Enumerable.Range(0, 50).Select(_ => store.Jobs.EnqueueAsync([file.NewJob()], Cancel).AsTask())];
        long before = CommitsSoFar();

        block.Release();
        await Task.WhenAll(enqueues);
        await block.Ended;

        Assert.InRange(CommitsSoFar() - before, 1, 2);
    }

    [Fact]
    public async Task A_statement_that_is_refused_fails_its_command_alone()
    {
        using var block = new Blocker(store);
        Task<IReadOnlyList<EnqueueResult>> good = store.Jobs.EnqueueAsync([file.NewJob()], Cancel).AsTask();

        // The contract forbids the same identity twice; the primary key refuses it, and only it.
        NodeMembership node = new(0, 0, default);
        var worker = new NewWorker(
            new WorkerIdentity(new WorkerId(5), 5), node, "n", "default", 1, new HashSet<JobType>(), TimeSpan.FromHours(1));
        Task first = store.Cluster.AddWorkerAsync(worker, Cancel).AsTask();
        Task second = store.Cluster.AddWorkerAsync(worker, Cancel).AsTask();

        block.Release();

        await first;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => second);
        Assert.Equal(EnqueueStatus.Stored, (await good)[0].Status);
    }

    [Fact]
    public async Task What_application_code_throws_undoes_only_its_own_writes_and_comes_back_as_it_was()
    {
        NewJob inside = file.NewJob();
        NewJob beside = file.NewJob();
        using var block = new Blocker(store);
        Task good = store.Jobs.EnqueueAsync([beside], Cancel).AsTask();
        Task bad = store.Jobs.TransactAsync(
            transaction =>
            {
                Run(transaction.Connection, "INSERT INTO mine VALUES (1)");
                transaction.Enqueue([inside]);
                throw new FormatException("mine");
            },
            Cancel).AsTask();

        block.Release();

        Assert.Equal("mine", (await Assert.ThrowsAsync<FormatException>(() => bad)).Message);
        await good;
        IReadOnlyList<Job?> found = await store.Queries.FindAsync([inside.Id, beside.Id], Cancel);
        Assert.Null(found[0]);
        Assert.NotNull(found[1]);
        Assert.Equal(0, await CountMineAsync());
    }

    [Fact]
    public async Task An_error_of_the_applications_own_statement_comes_back_to_it()
    {
        await store.Jobs.TransactAsync(transaction => Run(transaction.Connection, "INSERT INTO mine VALUES (1)"), Cancel);

        var refused = await Assert.ThrowsAsync<SqliteException>(async () =>
            await store.Jobs.TransactAsync(transaction => Run(transaction.Connection, "INSERT INTO mine VALUES (1)"), Cancel));

        Assert.Equal(19, refused.SqliteErrorCode);
        Assert.Equal(1, await CountMineAsync());
    }

    [Fact]
    public async Task Application_code_that_ends_the_transaction_is_refused_and_nothing_is_lost()
    {
        NewJob job = file.NewJob();
        await store.Jobs.EnqueueAsync([job], Cancel);

        await Assert.ThrowsAnyAsync<PawlException>(async () =>
            await store.Jobs.TransactAsync(transaction => Run(transaction.Connection, "ROLLBACK"), Cancel));

        await store.Jobs.EnqueueAsync([file.NewJob()], Cancel);
        Assert.NotNull((await store.Queries.FindAsync([job.Id], Cancel))[0]);
    }

    [Fact]
    public async Task A_transaction_that_was_kept_is_of_no_use_afterwards()
    {
        IStoreTransaction? kept = null;
        await store.Jobs.TransactAsync(transaction => kept = transaction, Cancel);

        Assert.Throws<InvalidOperationException>(() => kept!.Connection);
        Assert.Throws<InvalidOperationException>(() => kept!.Enqueue([file.NewJob()]));
    }

    [Fact]
    public async Task A_caller_may_stop_waiting_before_its_command_begins_and_then_nothing_is_written()
    {
        NewJob job = file.NewJob();
        using var impatience = new CancellationTokenSource();
        using var block = new Blocker(store);
        Task enqueue = store.Jobs.EnqueueAsync([job], impatience.Token).AsTask();

        await impatience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => enqueue);
        block.Release();
        await block.Ended;
        Assert.Null((await store.Queries.FindAsync([job.Id], Cancel))[0]);
    }

    [Fact]
    public async Task When_there_is_no_room_nothing_is_written_and_the_store_goes_on_when_there_is()
    {
        NewJob kept = file.NewJob();
        await store.Jobs.EnqueueAsync([kept], Cancel);
        long limit = await LimitPagesAsync(pages: null);
        NewJob tooLarge = file.NewJob(payloadBytes: 200_000);

        var full = await Assert.ThrowsAsync<StoreFullException>(async () => await store.Jobs.EnqueueAsync([tooLarge], Cancel));

        Assert.Contains("Free some space", full.Message, StringComparison.Ordinal);
        Assert.NotNull((await store.Queries.FindAsync([kept.Id], Cancel))[0]);
        await LimitPagesAsync(limit * 1_000);
        Assert.Equal(EnqueueStatus.Stored, (await store.Jobs.EnqueueAsync([tooLarge], Cancel))[0].Status);
        Assert.False(store.Lifecycle.Failed.IsCompleted);
    }

    [Fact]
    public async Task Application_code_that_meets_a_full_disk_is_told_that_the_store_is_full()
    {
        await LimitPagesAsync(pages: null);

        await Assert.ThrowsAsync<StoreFullException>(async () => await store.Jobs.TransactAsync(
            transaction => Run(transaction.Connection, "CREATE TABLE large AS SELECT randomblob(500000) AS bytes"), Cancel));
    }

    [Fact]
    public async Task What_was_accepted_before_closing_is_committed()
    {
        NewJob job = file.NewJob();
        using (var block = new Blocker(store))
        {
            Task enqueue = store.Jobs.EnqueueAsync([job], Cancel).AsTask();
            block.Release();
            await store.DisposeAsync();
            await enqueue;
        }

        store = await file.OpenAsync();
        Assert.NotNull((await store.Queries.FindAsync([job.Id], Cancel))[0]);
    }

    private static void Run(DbConnection connection, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Ask(DbConnection connection, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<long> CountMineAsync()
    {
        long count = -1;
        await store.Jobs.TransactAsync(transaction => count = Ask(transaction.Connection, "SELECT count(*) FROM mine"), Cancel);
        return count;
    }

    /// <summary>Sets how large the file may grow: SQLite says "full" then, as it does when the disk is.</summary>
    private async Task<long> LimitPagesAsync(long? pages)
    {
        long limit = 0;
        await store.Jobs.TransactAsync(
            transaction =>
            {
                limit = pages ?? Ask(transaction.Connection, "PRAGMA page_count");
                Run(transaction.Connection, $"PRAGMA max_page_count = {limit}");
            },
            Cancel);
        return limit;
    }

    private long CommitsSoFar() => store.Access.Writer.Commits;

    /// <summary>Holds the writer in application code, so that commands gather behind it.</summary>
    private sealed class Blocker : IDisposable
    {
        private readonly ManualResetEventSlim release = new();

        public Blocker(SqliteStore store)
        {
            using var entered = new ManualResetEventSlim();
            Ended = store.Jobs.TransactAsync(
                _ =>
                {
                    entered.Set();
                    release.Wait(Cancel);
                },
                Cancel).AsTask();
            entered.Wait(Cancel);
        }

        public Task Ended { get; }

        public void Release() => release.Set();

        public void Dispose()
        {
            release.Set();
            Ended.Wait(Cancel);
            release.Dispose();
        }
    }
}
