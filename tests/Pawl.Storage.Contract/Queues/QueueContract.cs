namespace Pawl.Storage.Contract.Queues;

/// <summary>Pausing and resuming queues.</summary>
public abstract class QueueContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Fact]
    public async Task A_paused_queue_gives_no_jobs()
    {
        JobId id = await GivenJobAsync();

        await Store.Queues.PauseAsync(Queue, "the mail server is down", Cancel);

        Assert.Empty(await ClaimAsync(freeSlots: 5, prefetch: 5));
        await AssertStateAsync(JobState.Queued, id);
    }

    [Fact]
    public async Task A_resumed_queue_gives_jobs()
    {
        await GivenJobAsync();
        await Store.Queues.PauseAsync(Queue, "a moment", Cancel);

        await Store.Queues.ResumeAsync(Queue, Cancel);

        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task Other_queues_go_on()
    {
        await Store.Queues.PauseAsync("other", "a moment", Cancel);
        await GivenJobAsync();

        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task Running_jobs_go_on_and_end()
    {
        LeasedJob job = await GivenRunningAsync();
        await Store.Queues.PauseAsync(Queue, "a moment", Cancel);

        Assert.True(await UpdateAsync(job.Lease, "1"));
        await EndAsync(job, Ending.Succeeded);
    }

    [Fact]
    public async Task Jobs_are_enqueued_and_promoted_meanwhile()
    {
        await Store.Queues.PauseAsync(Queue, "a moment", Cancel);
        JobId id = await GivenAsync(AJob() with { Due = JobDue.After(Millisecond) });
        Clock.Advance(Millisecond);

        await PromoteAsync();

        await AssertStateAsync(JobState.Queued, id);
    }

    [Fact]
    public async Task A_paused_queue_parks_no_jobs()
    {
        JobId id = await GivenAsync(AJob() with { Type = OrphanType });
        await Store.Queues.PauseAsync(Queue, "a moment", Cancel);

        await ClaimAsync();

        await AssertStateAsync(JobState.Queued, id);
    }

    [Fact]
    public async Task Queues_that_are_paused_or_have_jobs_are_listed_by_name()
    {
        await GivenAsync(AJob() with { Queue = "b" });
        await Store.Queues.PauseAsync("c", "a moment", Cancel);
        await GivenAsync(AJob() with { Queue = "a", Due = JobDue.After(Minute) });

        Assert.Equal(
            [
                new QueueSettings("a", null, null),
                new QueueSettings("b", null, null),
                new QueueSettings("c", Clock.Now, "a moment"),
            ],
            await Store.Queues.ListAsync(Cancel));
    }

    [Fact]
    public async Task A_queue_with_only_finished_jobs_is_listed()
    {
        await GivenJobInAsync(JobState.Succeeded);

        Assert.Equal([new QueueSettings(Queue, null, null)], await Store.Queues.ListAsync(Cancel));
    }

    [Fact]
    public async Task Pausing_again_keeps_the_first_time_and_takes_the_new_reason()
    {
        await Store.Queues.PauseAsync(Queue, "first", Cancel);
        DateTimeOffset pausedAt = Clock.Now;
        Clock.Advance(Minute);

        await Store.Queues.PauseAsync(Queue, "second", Cancel);

        Assert.Equal([new QueueSettings(Queue, pausedAt, "second")], await Store.Queues.ListAsync(Cancel));
    }

    [Fact]
    public async Task Resuming_twice_or_for_nothing_is_harmless()
    {
        await Store.Queues.ResumeAsync(Queue, Cancel);
        await Store.Queues.PauseAsync(Queue, "a moment", Cancel);
        await Store.Queues.ResumeAsync(Queue, Cancel);
        await Store.Queues.ResumeAsync(Queue, Cancel);

        Assert.Empty(await Store.Queues.ListAsync(Cancel));
    }

    [Fact]
    public async Task A_new_pause_has_a_new_time()
    {
        await Store.Queues.PauseAsync(Queue, "first", Cancel);
        await Store.Queues.ResumeAsync(Queue, Cancel);
        Clock.Advance(Minute);

        await Store.Queues.PauseAsync(Queue, "second", Cancel);

        Assert.Equal(Clock.Now, Assert.Single(await Store.Queues.ListAsync(Cancel)).PausedAt);
    }
}
