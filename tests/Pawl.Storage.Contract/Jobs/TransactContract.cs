using System.Data;
using System.Data.Common;

namespace Pawl.Storage.Contract.Jobs;

/// <summary>Application code in the store's transaction: all of it is there, or none of it.</summary>
public abstract class TransactContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Fact]
    public async Task What_the_code_enqueued_is_stored_when_it_returns()
    {
        NewJob first = AJob();
        NewJob second = AJob() with { Due = JobDue.After(Minute) };
        IReadOnlyList<EnqueueResult>? results = null;

        await Store.Jobs.TransactAsync(
            transaction => results = [.. transaction.Enqueue([first]), .. transaction.Enqueue([second])], Cancel);

        Assert.Equal(
            [new EnqueueResult(first.Id, EnqueueStatus.Stored), new EnqueueResult(second.Id, EnqueueStatus.Stored)], results);
        await AssertStateAsync(JobState.Queued, first.Id);
        await AssertStateAsync(JobState.Scheduled, second.Id);
    }

    [Fact]
    public async Task What_the_code_threw_undoes_everything_and_comes_back_to_the_caller()
    {
        NewJob job = AJob() with { IdempotencyKey = "k", Unique = new UniqueJob("u") };
        var thrown = new InvalidOperationException("no");

        Exception? caught = await Record.ExceptionAsync(async () => await Store.Jobs.TransactAsync(
            transaction =>
            {
                transaction.Enqueue([job]);
                throw thrown;
            },
            Cancel));

        Assert.Same(thrown, caught);
        await AssertGoneAsync(job.Id);
        await GivenAsync(job);
    }

    [Fact]
    public async Task A_refused_batch_stores_nothing_and_the_code_may_go_on()
    {
        JobId inTheWay = await GivenAsync(AJob() with { Unique = new UniqueJob("u") });
        NewJob neighbour = AJob();
        NewJob refused = AJob() with { Unique = new UniqueJob("u") { OnConflict = UniqueConflict.Refuse } };
        NewJob next = AJob();
        IReadOnlyList<EnqueueResult>? results = null;

        await Store.Jobs.TransactAsync(
            transaction =>
            {
                results = transaction.Enqueue([neighbour, refused]);
                transaction.Enqueue([next]);
            },
            Cancel);

        Assert.Equal(
            [new EnqueueResult(neighbour.Id, EnqueueStatus.NotStored), new EnqueueResult(inTheWay, EnqueueStatus.UniqueConflict)],
            results);
        await AssertGoneAsync(neighbour.Id);
        await AssertStateAsync(JobState.Queued, next.Id);
    }

    [Fact]
    public async Task The_code_sees_what_it_has_enqueued()
    {
        NewJob job = AJob() with { IdempotencyKey = "k" };
        EnqueueStatus again = default;

        await Store.Jobs.TransactAsync(
            transaction =>
            {
                transaction.Enqueue([job]);
                again = transaction.Enqueue([AJob() with { IdempotencyKey = "k" }])[0].Status;
            },
            Cancel);

        Assert.Equal(EnqueueStatus.Existing, again);
    }

    [Fact]
    public async Task Code_that_enqueues_nothing_changes_nothing()
    {
        await Store.Jobs.TransactAsync(_ => { }, Cancel);

        Assert.Empty(await Store.Queries.CountAsync(Cancel));
    }

    [Fact]
    public async Task The_connection_is_the_stores_own_or_is_refused_by_name()
    {
        object? seen = null;
        await Store.Jobs.TransactAsync(
            transaction => seen = Store.IsDatabase
                ? transaction.Connection.State
                : Assert.Throws<NotSupportedException>(() => transaction.Connection),
            Cancel);

        if (Store.IsDatabase)
        {
            Assert.Equal(ConnectionState.Open, seen);
        }
    }

    [Fact]
    public async Task Rows_of_the_application_are_written_with_its_jobs_or_not_at_all()
    {
        if (!Store.IsDatabase)
        {
            return;
        }

        await Store.Jobs.TransactAsync(transaction => Execute(transaction, "CREATE TABLE app_note (words TEXT)"), Cancel);
        NewJob kept = AJob();
        NewJob undone = AJob();

        await Store.Jobs.TransactAsync(
            transaction =>
            {
                Execute(transaction, "INSERT INTO app_note VALUES ('kept')");
                transaction.Enqueue([kept]);
            },
            Cancel);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Store.Jobs.TransactAsync(
            transaction =>
            {
                transaction.Enqueue([undone]);
                Execute(transaction, "INSERT INTO app_note VALUES ('undone')");
                throw new InvalidOperationException("no");
            },
            Cancel));

        Assert.Equal("kept", await NotesAsync());
        await AssertStateAsync(JobState.Queued, kept.Id);
        await AssertGoneAsync(undone.Id);
    }

    [Fact]
    public async Task Rows_of_a_completion_are_written_with_it_or_not_at_all()
    {
        if (!Store.IsDatabase)
        {
            return;
        }

        await Store.Jobs.TransactAsync(transaction => Execute(transaction, "CREATE TABLE app_note (words TEXT)"), Cancel);
        LeasedJob job = await GivenRunningAsync();

        await CompleteAsync(job.Lease, JobOutcome.Succeeded.WithoutResult, transaction =>
        {
            Execute(transaction, "INSERT INTO app_note VALUES ('undone')");
            throw new InvalidOperationException("no");
        });
        await CompleteAsync(
            job.Lease,
            JobOutcome.Succeeded.WithoutResult,
            transaction => Execute(transaction, "INSERT INTO app_note VALUES ('kept')"));
        await CompleteAsync(
            job.Lease,
            JobOutcome.Succeeded.WithoutResult,
            transaction => Execute(transaction, "INSERT INTO app_note VALUES ('stale')"));

        Assert.Equal("kept", await NotesAsync());
        await AssertStateAsync(JobState.Succeeded, job.Lease.Job);
    }

    private async Task<string> NotesAsync()
    {
        string notes = "";
        await Store.Jobs.TransactAsync(
            transaction =>
            {
                using DbCommand command = transaction.Connection.CreateCommand();
                command.CommandText = "SELECT words FROM app_note ORDER BY words";
                using DbDataReader reader = command.ExecuteReader();
                while (reader.Read())
                {
                    notes += reader.GetString(0);
                }
            },
            Cancel);
        return notes;
    }

    private static void Execute(IStoreTransaction transaction, string sql)
    {
        using DbCommand command = transaction.Connection.CreateCommand();
#pragma warning disable CA2100 // The statements are the constants above.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
