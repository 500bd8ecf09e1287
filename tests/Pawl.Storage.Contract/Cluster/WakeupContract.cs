using System.Threading.Channels;

namespace Pawl.Storage.Contract.Cluster;

/// <summary>Hints: whoever waits for work is told when there may be some.</summary>
public abstract class WakeupContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Channel<Wakeup> heard = Channel.CreateBounded<Wakeup>(1_000);

    private Wakeup Queued => new(WakeupKind.JobsQueued, Queue);

    [Fact]
    public async Task A_queued_job_wakes_its_queue()
    {
        using IDisposable listening = Listen();

        await GivenJobAsync();

        await AssertHeardAsync(Queued);
    }

    [Fact]
    public async Task A_scheduled_job_is_a_new_due_time()
    {
        using IDisposable listening = Listen();

        await GivenAsync(AJob() with { Due = JobDue.After(Minute) });

        await AssertHeardAsync(new Wakeup(WakeupKind.JobsScheduled));
    }

    [Fact]
    public async Task A_batch_wakes_every_queue_in_it()
    {
        using IDisposable listening = Listen();

        await EnqueueAsync(AJob() with { Queue = "a" }, AJob() with { Queue = "b" }, AJob() with { Queue = "a" });

        await AssertHeardAsync(new Wakeup(WakeupKind.JobsQueued, "a"), new Wakeup(WakeupKind.JobsQueued, "b"));
    }

    [Theory]
    [InlineData(Ending.Released, WakeupKind.JobsQueued)]
    [InlineData(Ending.Interrupted, WakeupKind.JobsQueued)]
    [InlineData(Ending.Retried, WakeupKind.JobsScheduled)]
    [InlineData(Ending.Snoozed, WakeupKind.JobsScheduled)]
    public async Task An_ending_that_leaves_something_to_do_says_so(Ending ending, WakeupKind expected)
    {
        LeasedJob job = await GivenRunningAsync();
        using IDisposable listening = Listen();

        await EndAsync(job, ending);

        await AssertHeardAsync(new Wakeup(expected, expected == WakeupKind.JobsQueued ? Queue : default));
    }

    [Fact]
    public async Task Promoted_jobs_wake_their_queue()
    {
        await GivenAsync(AJob() with { Due = JobDue.After(Minute) });
        Clock.Advance(Minute);
        using IDisposable listening = Listen();

        await PromoteAsync();

        await AssertHeardAsync(Queued);
    }

    [Fact]
    public async Task Reaped_jobs_wake_their_queue()
    {
        await GivenRunningAsync();
        Clock.Advance(LeaseDuration);
        using IDisposable listening = Listen();

        await ReapAsync();

        await AssertHeardAsync(Queued);
    }

    [Theory]
    [InlineData(JobState.Scheduled)]
    [InlineData(JobState.Failed)]
    public async Task A_job_retried_by_hand_wakes_its_queue(JobState state)
    {
        JobId id = await GivenJobInAsync(state);
        using IDisposable listening = Listen();

        await RetryAsync(id);

        await AssertHeardAsync(Queued);
    }

    [Theory]
    [InlineData(0, WakeupKind.JobsQueued)]
    [InlineData(1, WakeupKind.JobsScheduled)]
    public async Task A_rescheduled_job_wakes_whoever_it_concerns(int minutes, WakeupKind expected)
    {
        JobId id = await GivenJobInAsync(JobState.Scheduled);
        using IDisposable listening = Listen();

        await RescheduleAsync(id, Clock.Now + (minutes * Minute));

        await AssertHeardAsync(new Wakeup(expected, expected == WakeupKind.JobsQueued ? Queue : default));
    }

    [Fact]
    public async Task A_resumed_queue_is_woken()
    {
        await GivenJobAsync();
        await Store.Queues.PauseAsync(Queue, "a moment", Cancel);
        using IDisposable listening = Listen();

        await Store.Queues.ResumeAsync(Queue, Cancel);

        await AssertHeardAsync(Queued);
    }

    [Fact]
    public async Task A_requested_cancellation_is_told()
    {
        LeasedJob job = await GivenRunningAsync();
        using IDisposable listening = Listen();

        await CancelAsync(job.Lease.Job);

        await AssertHeardAsync(new Wakeup(WakeupKind.CancellationRequested));
    }

    [Fact]
    public async Task Jobs_enqueued_in_a_transaction_wake_their_queue()
    {
        using IDisposable listening = Listen();
        NewJob job = AJob();

        await Store.Jobs.TransactAsync(transaction => transaction.Enqueue([job]), Cancel);

        await AssertHeardAsync(Queued);
    }

    [Fact]
    public async Task Jobs_enqueued_with_a_completion_wake_their_queue()
    {
        LeasedJob job = await GivenRunningAsync();
        NewJob next = AJob();
        using IDisposable listening = Listen();

        await CompleteAsync(job.Lease, Ending.Succeeded.ToOutcome(), transaction => transaction.Enqueue([next]));

        await AssertHeardAsync(Queued);
    }

    [Fact]
    public async Task Every_listener_is_told_and_none_after_it_has_gone()
    {
        int gone = 0;
        IDisposable leaving = Store.Wakeups.Subscribe(_ => Interlocked.Increment(ref gone));
        leaving.Dispose();
        using IDisposable other = Store.Wakeups.Subscribe(_ => { });
        using IDisposable listening = Listen();

        await GivenJobAsync();

        await AssertHeardAsync(Queued);
        Assert.Equal(0, gone);
    }

    [Fact]
    public async Task A_subscription_may_be_ended_twice()
    {
        IDisposable once = Listen();
        once.Dispose();
        using IDisposable again = Listen();
        once.Dispose();

        await GivenJobAsync();

        await AssertHeardAsync(Queued);
    }

    private IDisposable Listen() => Store.Wakeups.Subscribe(hint => heard.Writer.TryWrite(hint));

    /// <summary>Waits until all the hints have come; others may come too, in any order.</summary>
    private async Task AssertHeardAsync(params Wakeup[] expected)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        deadline.CancelAfter(Patience);
        HashSet<Wakeup> missing = [.. expected];
        while (missing.Count > 0)
        {
            missing.Remove(await heard.Reader.ReadAsync(deadline.Token));
        }
    }
}
