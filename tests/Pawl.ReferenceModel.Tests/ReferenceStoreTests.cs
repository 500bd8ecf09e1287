using Pawl.ReferenceModel.Time;
using Pawl.Storage;

namespace Pawl.ReferenceModel.Tests;

/// <summary>What the reference model does beyond the contract, for the tests that stand on it.</summary>
public sealed class ReferenceStoreTests
{
    private readonly ReferenceStore store = new(new ManualClock());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_answers_at_once_on_the_callers_thread()
    {
        await store.OpenAsync(Cancel);

        ValueTask<IReadOnlyList<EnqueueResult>> enqueue = store.EnqueueAsync([AJob(1)], Cancel);

        Assert.True(enqueue.IsCompletedSuccessfully);
        await enqueue;
    }

    [Fact]
    public async Task Before_it_is_opened_it_takes_no_work()
    {
        ValueTask<IReadOnlyList<EnqueueResult>> enqueue = store.EnqueueAsync([AJob(1)], Cancel);

        Assert.True(enqueue.IsFaulted);
        await Assert.ThrowsAsync<StoreUnavailableException>(async () => await enqueue);
    }

    [Fact]
    public async Task A_test_can_make_it_fail_for_good()
    {
        await store.OpenAsync(Cancel);
        var reason = new OutcomeUnknownException("The disk is gone.");

        store.Fail(reason);
        await store.OpenAsync(Cancel);

        Assert.Same(reason, await store.Failed);
        Assert.Same(reason, await Record.ExceptionAsync(async () => await store.EnqueueAsync([AJob(1)], Cancel)));
    }

    [Fact]
    public async Task Hints_come_once_each_and_only_for_what_has_happened()
    {
        await store.OpenAsync(Cancel);
        List<Wakeup> heard = [];
        using IDisposable listening = store.Subscribe(heard.Add);

        await store.EnqueueAsync([AJob(1), AJob(2)], Cancel);
        await Record.ExceptionAsync(async () => await store.TransactAsync(
            transaction =>
            {
                transaction.Enqueue([AJob(3) with { Queue = "other" }]);
                throw new InvalidOperationException("no");
            },
            Cancel));

        Assert.Equal([new Wakeup(WakeupKind.JobsQueued, "main")], heard);
    }

    [Fact]
    public async Task A_listener_may_call_the_store()
    {
        await store.OpenAsync(Cancel);
        Task<IReadOnlyList<JobCount>>? counted = null;
        using IDisposable listening = store.Subscribe(_ => counted = store.CountAsync(Cancel).AsTask());

        await store.EnqueueAsync([AJob(1)], Cancel);

        Assert.Equal(1, Assert.Single(await counted!).Count);
    }

    [Fact]
    public async Task Code_in_a_transaction_that_calls_the_store_instead_is_told_so()
    {
        await store.OpenAsync(Cancel);

        Exception? exception = await Record.ExceptionAsync(async () => await store.TransactAsync(
            _ => store.EnqueueAsync([AJob(1)], Cancel).AsTask().GetAwaiter().GetResult(), Cancel));

        Assert.Contains(
            "within its own transaction", Assert.IsType<InvalidOperationException>(exception).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_is_kept_is_of_no_use()
    {
        await store.OpenAsync(Cancel);
        IStoreTransaction? kept = null;

        await store.TransactAsync(transaction => kept = transaction, Cancel);

        Assert.Throws<ObjectDisposedException>(() => kept!.Enqueue([AJob(1)]));
    }

    private static NewJob AJob(long id) => new()
    {
        Id = new JobId(id),
        Queue = "main",
        Type = "work",
        Payload = "1"u8.ToArray(),
        Retention = TimeSpan.FromHours(1),
        FailedRetention = TimeSpan.FromHours(1),
    };
}
