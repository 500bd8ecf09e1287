using Pawl.ReferenceModel.Chance;

namespace Pawl.Storage.Contract.Jobs;

/// <summary>Promotion: never early, the earliest first, and whoever's handler has come.</summary>
public abstract class PromoteContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [InlineData(-1, JobState.Scheduled)]
    [InlineData(0, JobState.Queued)]
    [InlineData(1, JobState.Queued)]
    public async Task A_scheduled_job_is_queued_when_it_is_due_and_not_before(int millisecondsPastDue, JobState expected)
    {
        JobId id = await GivenAsync(AJob() with { Due = JobDue.After(Minute) });
        DateTimeOffset due = Clock.Now + Minute;
        Clock.Advance(Minute + TimeSpan.FromMilliseconds(millisecondsPastDue));

        PromoteResult result = await PromoteAsync();

        Job job = await FindAsync(id);
        Assert.Equal((expected, due), (job.State, job.RunAt));
        Assert.Equal(expected == JobState.Queued ? 1 : 0, result.Promoted);
    }

    [Theory]
    [InlineData(Ending.Retried, JobState.Retrying, -1)]
    [InlineData(Ending.Snoozed, JobState.Scheduled, -1)]
    [InlineData(Ending.Retried, JobState.Queued, 0)]
    [InlineData(Ending.Snoozed, JobState.Queued, 0)]
    public async Task A_delay_that_an_attempt_asked_for_is_kept(Ending ending, JobState expected, int millisecondsPastDue)
    {
        LeasedJob job = await GivenRunningAsync();
        await EndAsync(job, ending);
        Clock.Advance(Endings.Delay + TimeSpan.FromMilliseconds(millisecondsPastDue));

        await PromoteAsync();

        await AssertStateAsync(expected, job.Lease.Job);
    }

    [Theory]
    [MemberData(nameof(Every.Seed), MemberType = typeof(Every))]
    public async Task No_job_is_ever_claimed_before_it_is_due(ulong seed)
    {
        var chance = new SeededEntropy(seed);
        NewJob[] jobs =
        [
            .. Enumerable.Range(0, 60).Select(_ => AJob() with { Due = JobDue.At(Clock.Now.AddMilliseconds(chance.Next(0, 2_000))) }),
        ];
        await EnqueueAsync(jobs);
        var dueAt = jobs.ToDictionary(job => job.Id, job => job.Due.Instant);

        int claimed = 0;
        while (claimed < jobs.Length)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(chance.Next(1, 100)));
            await PromoteAsync(limit: chance.Next(1, 20));
            foreach (LeasedJob job in await ClaimAsync(freeSlots: 10))
            {
                Assert.True(dueAt[job.Lease.Job] <= Clock.Now, $"{job.Lease.Job} was claimed early; seed {seed}.");
                claimed++;
            }
        }
    }

    [Fact]
    public async Task The_earliest_due_are_promoted_first_up_to_the_limit()
    {
        JobId third = await GivenAsync(AJob() with { Due = JobDue.After(3 * Millisecond) });
        JobId first = await GivenAsync(AJob() with { Due = JobDue.After(Millisecond) });
        JobId second = await GivenAsync(AJob() with { Due = JobDue.After(2 * Millisecond) });
        Clock.Advance(Minute);

        Assert.Equal(new PromoteResult(2, TimeSpan.Zero), await PromoteAsync(limit: 2));

        await AssertStateAsync(JobState.Queued, first);
        await AssertStateAsync(JobState.Queued, second);
        await AssertStateAsync(JobState.Scheduled, third);
        Assert.Equal(new PromoteResult(1, null), await PromoteAsync(limit: 2));
    }

    [Fact]
    public async Task Nothing_to_promote_and_nothing_to_wait_for()
    {
        await GivenJobAsync();

        Assert.Equal(new PromoteResult(0, null), await PromoteAsync());
    }

    [Fact]
    public async Task The_next_due_time_is_told()
    {
        await GivenAsync(AJob() with { Due = JobDue.After(TimeSpan.FromHours(1)) });
        await GivenAsync(AJob() with { Due = JobDue.After(Minute) });
        Clock.Advance(Millisecond);

        Assert.Equal(new PromoteResult(0, Minute - Millisecond), await PromoteAsync());
    }

    [Fact]
    public async Task A_retry_counts_for_the_next_due_time()
    {
        await EndAsync(await GivenRunningAsync(), Ending.Retried);

        Assert.Equal(new PromoteResult(0, Endings.Delay), await PromoteAsync());
    }

    [Fact]
    public async Task A_job_that_waits_for_its_handler_is_no_due_time()
    {
        await GivenJobInAsync(JobState.Waiting);

        Assert.Equal(new PromoteResult(0, null), await PromoteAsync());
    }

    [Fact]
    public async Task A_waiting_job_is_queued_when_its_handler_has_come()
    {
        JobId id = await GivenJobInAsync(JobState.Waiting);
        await GivenWorkerAsync(OrphanType);

        Assert.Equal(1, (await PromoteAsync()).Promoted);

        Job job = await FindAsync(id);
        Assert.Equal((JobState.Queued, null), (job.State, job.WaitingReason));
    }

    [Fact]
    public async Task A_handler_in_another_queue_is_a_handler()
    {
        JobId id = await GivenJobInAsync(JobState.Waiting);
        await Store.Cluster.AddWorkerAsync(
            new NewWorker(NextWorkerIdentity(), Node, "host-1", "other", 1, Types(OrphanType), LeaseDuration), Cancel);

        await PromoteAsync();

        await AssertStateAsync(JobState.Queued, id);
    }

    [Fact]
    public async Task A_waiting_job_goes_on_waiting_while_only_other_handlers_come()
    {
        JobId id = await GivenJobInAsync(JobState.Waiting);
        await GivenWorkerAsync("something.else");

        Assert.Equal(0, (await PromoteAsync()).Promoted);
        await AssertStateAsync(JobState.Waiting, id);
    }

    [Fact]
    public async Task A_handler_whose_lease_has_ended_has_not_come()
    {
        JobId id = await GivenJobInAsync(JobState.Waiting);
        await GivenWorkerAsync(OrphanType);
        Clock.Advance(LeaseDuration);

        await PromoteAsync();

        await AssertStateAsync(JobState.Waiting, id);
    }

    [Fact]
    public async Task The_limit_is_for_due_and_waiting_jobs_together()
    {
        await EnqueueAsync([.. Enumerable.Range(0, 5).Select(_ => AJob() with { Type = OrphanType })]);
        await ClaimAsync();
        await EnqueueAsync([.. Enumerable.Range(0, 5).Select(_ => AJob() with { Due = JobDue.After(Millisecond) })]);
        Clock.Advance(Millisecond);
        await GivenWorkerAsync(OrphanType);

        Assert.Equal(7, (await PromoteAsync(limit: 7)).Promoted);
        Assert.Equal(3, (await PromoteAsync(limit: 7)).Promoted);
        Assert.Equal(0, (await PromoteAsync(limit: 7)).Promoted);
    }

    [Fact]
    public async Task A_promoted_job_stands_where_its_due_time_puts_it()
    {
        JobId late = await GivenAsync(AJob() with { Due = JobDue.After(Millisecond) });
        Clock.Advance(Millisecond * 2);
        await GivenJobAsync();
        await PromoteAsync();

        Assert.Equal(late, (await ClaimOneAsync()).Lease.Job);
    }
}
