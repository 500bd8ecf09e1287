using Pawl.ReferenceModel.Chance;

namespace Pawl.Storage.Contract.Jobs;

/// <summary>Claiming: each job to one live worker, in order, and the dangerous ones with care.</summary>
public abstract class ClaimContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Fact]
    public async Task A_claimed_job_comes_with_all_that_a_worker_needs()
    {
        NewJob job = AJob() with
        {
            Tags = ["eu"],
            Metadata = new Dictionary<string, string> { ["traceparent"] = "00-1-2-01" },
            Timeout = Minute,
            Retry = RetryPolicy.Fixed(4, Minute).NotOn("Acme.Never"),
        };
        await GivenAsync(job);
        DateTimeOffset due = Clock.Now;
        Clock.Advance(Millisecond);

        LeasedJob leased = await ClaimOneAsync();

        var expected = new LeasedJob
        {
            Lease = new Lease(job.Id, new FencingToken(1), Worker),
            Queue = Queue,
            Type = Type,
            Payload = job.Payload,
            Attempt = 1,
            RunAt = due,
            Timeout = Minute,
            Retry = job.Retry,
            Tags = job.Tags,
            Metadata = job.Metadata,
        };
        Assert.Equal(JobText.Of(expected), JobText.Of(leased));
    }

    [Fact]
    public async Task A_claimed_job_is_running()
    {
        DateTimeOffset enqueuedAt = Clock.Now;
        JobId id = await GivenJobAsync();
        Clock.Advance(Millisecond);
        await ClaimOneAsync();

        Job job = await FindAsync(id);

        Assert.Equal((JobState.Running, 1, 1L, Worker.Id), (job.State, job.Attempt, job.Token.Value, job.Worker));
        Assert.Equal((enqueuedAt, enqueuedAt, Clock.Now), (job.EnqueuedAt, job.RunAt, job.StartedAt));
    }

    [Fact]
    public async Task A_job_is_claimed_once()
    {
        await GivenRunningAsync();
        WorkerIdentity other = await GivenWorkerAsync();

        Assert.Empty(await ClaimAsync());
        Assert.Empty(await ClaimAsync(other));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(2, 3, 5)]
    [InlineData(3, 2, 5)]
    [InlineData(10, 0, 6)]
    [InlineData(0, 10, 6)]
    [InlineData(10_000, 10_000, 6)]
    public async Task A_claim_takes_what_fits_slots_and_prefetch(int freeSlots, int prefetch, int expected)
    {
        await EnqueueAsync([.. Enumerable.Range(0, 6).Select(_ => AJob())]);

        Assert.Equal(expected, (await ClaimAsync(freeSlots: freeSlots, prefetch: prefetch)).Count);
        Assert.Equal(6 - expected, (await ClaimAsync(freeSlots: 6)).Count);
    }

    [Fact]
    public async Task Jobs_due_within_one_microsecond_are_claimed_by_id()
    {
        JobId first = await GivenAsync(AJob() with { Due = JobDue.After(Millisecond) });
        JobId second = await GivenAsync(AJob() with { Due = JobDue.After(Millisecond - TimeSpan.FromTicks(1)) });
        Clock.Advance(Millisecond);
        await PromoteAsync();

        Assert.Equal([first, second], (await ClaimAsync(freeSlots: 2)).Select(job => job.Lease.Job));
    }

    [Fact]
    public async Task Jobs_of_other_queues_stay_where_they_are()
    {
        JobId elsewhere = await GivenAsync(AJob() with { Queue = "other", Priority = -1 });
        JobId here = await GivenJobAsync();

        Assert.Equal(here, Assert.Single(await ClaimAsync(freeSlots: 10)).Lease.Job);
        await AssertStateAsync(JobState.Queued, elsewhere);
    }

    [Theory]
    [MemberData(nameof(Every.StateNotQueued), MemberType = typeof(Every))]
    public async Task Only_queued_jobs_are_claimed(JobState state)
    {
        JobId id = await GivenJobInAsync(state);
        await GivenWorkerAsync(OrphanType);

        Assert.Empty(await ClaimAsync(freeSlots: 10, prefetch: 10, types: [Type, OrphanType]));
        await AssertStateAsync(state, id);
    }

    [Fact]
    public async Task Lower_priority_numbers_go_first()
    {
        JobId low = await GivenAsync(AJob() with { Priority = 1 });
        JobId normal = await GivenJobAsync();
        JobId high = await GivenAsync(AJob() with { Priority = -1 });

        await AssertClaimedInOrderAsync(high, normal, low);
    }

    [Fact]
    public async Task Of_one_priority_the_earliest_due_goes_first()
    {
        JobId second = await GivenAsync(AJob() with { Due = JobDue.After(2 * Millisecond) });
        JobId first = await GivenAsync(AJob() with { Due = JobDue.After(Millisecond) });
        Clock.Advance(3 * Millisecond);
        JobId third = await GivenJobAsync();
        await PromoteAsync();

        await AssertClaimedInOrderAsync(first, second, third);
    }

    [Fact]
    public async Task Of_jobs_due_together_the_lowest_id_goes_first()
    {
        NewJob first = AJob();
        NewJob second = AJob();
        NewJob third = AJob();
        await EnqueueAsync(third, first, second);

        await AssertClaimedInOrderAsync(first.Id, second.Id, third.Id);
    }

    [Theory]
    [MemberData(nameof(Every.Seed), MemberType = typeof(Every))]
    public async Task Any_jobs_are_claimed_in_the_order_of_priority_due_and_id(ulong seed)
    {
        var chance = new SeededEntropy(seed);
        NewJob[] jobs =
        [
            .. Enumerable.Range(0, 200).Select(_ => AJob() with
            {
                Priority = chance.Next(-2, 3),
                Due = JobDue.At(Clock.Now.AddMilliseconds(chance.Next(0, 20))),
            }).OrderBy(_ => chance.NextDouble()),
        ];
        await EnqueueAsync(jobs);
        Clock.Advance(Minute / 60);
        await PromoteAsync();

        List<JobId> claimed = [];
        while (await ClaimAsync(freeSlots: chance.Next(1, 20), prefetch: chance.Next(0, 20)) is { Count: > 0 } batch)
        {
            claimed.AddRange(batch.Select(job => job.Lease.Job));
        }

        Assert.Equal(
            jobs.OrderBy(job => job.Priority).ThenBy(job => job.Due.Instant).ThenBy(job => job.Id).Select(job => job.Id),
            claimed);
    }

    [Fact]
    public async Task A_worker_that_was_never_added_gets_nothing()
    {
        await GivenJobAsync();

        Assert.Empty(await ClaimAsync(NextWorkerIdentity()));
    }

    [Fact]
    public async Task A_worker_with_the_id_but_not_the_nonce_gets_nothing()
    {
        await GivenJobAsync();

        Assert.Empty(await ClaimAsync(Worker with { Nonce = Worker.Nonce + 1 }));
    }

    [Fact]
    public async Task A_worker_that_was_removed_gets_nothing()
    {
        await GivenJobAsync();
        await Store.Cluster.RemoveWorkerAsync(Worker, Cancel);

        Assert.Empty(await ClaimAsync());
    }

    [Fact]
    public async Task A_worker_that_was_removed_while_it_ran_a_job_gets_nothing_more()
    {
        await GivenRunningAsync();
        await GivenJobAsync();
        await Store.Cluster.RemoveWorkerAsync(Worker, Cancel);

        Assert.Empty(await ClaimAsync());
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    public async Task A_worker_gets_jobs_until_its_lease_ends(int millisecondsPastItsLease, int expected)
    {
        await GivenJobAsync();
        Clock.Advance(LeaseDuration + TimeSpan.FromMilliseconds(millisecondsPastItsLease));

        Assert.Equal(expected, (await ClaimAsync()).Count);
    }

    [Fact]
    public async Task A_worker_that_renewed_gets_jobs()
    {
        await GivenJobAsync();
        Clock.Advance(LeaseDuration - Millisecond);
        await HeartbeatAsync();
        Clock.Advance(LeaseDuration - Millisecond);

        Assert.Single(await ClaimAsync());
    }

    [Fact]
    public async Task Every_claim_raises_the_token_of_the_job()
    {
        LeasedJob job = await GivenRunningAsync();
        for (long token = 1; token <= 5; token++)
        {
            Assert.Equal(token, job.Lease.Token.Value);
            await EndAsync(job, Ending.Released);
            job = await ClaimOneAsync();
        }
    }

    [Fact]
    public async Task A_claim_hands_over_the_last_checkpoint()
    {
        LeasedJob first = await GivenRunningAsync();
        await UpdateAsync(first.Lease, checkpoint: """{"line":7}""");
        await EndAsync(first, Ending.Interrupted);

        Assert.Equal("""{"line":7}""", Text((await ClaimOneAsync()).Checkpoint));
    }

    [Fact]
    public async Task A_type_that_the_worker_does_not_handle_is_passed_over_for_one_who_does()
    {
        WorkerIdentity specialist = await GivenWorkerAsync(OrphanType);
        JobId special = await GivenAsync(AJob() with { Type = OrphanType });
        JobId usual = await GivenJobAsync();

        Assert.Equal(usual, Assert.Single(await ClaimAsync(freeSlots: 5)).Lease.Job);
        await AssertStateAsync(JobState.Queued, special);
        Assert.Equal(special, Assert.Single(await ClaimAsync(specialist, types: OrphanType)).Lease.Job);
    }

    [Fact]
    public async Task A_type_that_no_live_worker_handles_is_parked_with_its_reason_and_holds_up_nobody()
    {
        JobId orphan = await GivenAsync(AJob() with { Type = OrphanType });
        JobId usual = await GivenJobAsync();

        Assert.Equal(usual, Assert.Single(await ClaimAsync(freeSlots: 5)).Lease.Job);

        Job parked = await FindAsync(orphan);
        Assert.Equal((JobState.Waiting, WaitingReason.NoHandler), (parked.State, parked.WaitingReason));
        Assert.Equal((0, 0L), (parked.Attempt, parked.Token.Value));
    }

    [Fact]
    public async Task A_worker_whose_lease_has_ended_handles_nothing()
    {
        await GivenWorkerAsync(OrphanType);
        JobId orphan = await GivenAsync(AJob() with { Type = OrphanType });
        Clock.Advance(LeaseDuration - Millisecond);
        await HeartbeatAsync();
        Clock.Advance(Millisecond);

        await ClaimAsync();

        await AssertStateAsync(JobState.Waiting, orphan);
    }

    [Fact]
    public async Task Many_orphans_do_not_keep_others_from_being_claimed()
    {
        await EnqueueAsync([.. Enumerable.Range(0, 300).Select(_ => AJob() with { Type = OrphanType, Priority = -1 })]);
        JobId usual = await GivenJobAsync();

        IReadOnlyList<LeasedJob> claimed = [];
        for (int i = 0; i < 10 && claimed is []; i++)
        {
            claimed = await ClaimAsync();
        }

        Assert.Equal(usual, Assert.Single(claimed).Lease.Job);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    public async Task A_claimed_job_tells_how_often_it_crashed(int crashes, int freeSlots)
    {
        await GivenCrashedAsync(crashes);

        LeasedJob job = Assert.Single(await ClaimAsync(freeSlots: freeSlots));

        Assert.Equal((crashes, 1, crashes + 1L), (job.Crashes, job.Attempt, job.Lease.Token.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_job_that_crashed_a_worker_is_never_prefetched(int crashes)
    {
        JobId crashed = await GivenCrashedAsync(crashes);

        Assert.Empty(await ClaimAsync(freeSlots: 0, prefetch: 10));

        JobId clean = await GivenJobAsync();
        Assert.Equal(clean, Assert.Single(await ClaimAsync(freeSlots: 0, prefetch: 10)).Lease.Job);
        await AssertStateAsync(JobState.Queued, crashed);
    }

    [Fact]
    public async Task A_job_that_crashed_once_is_claimed_with_others_while_slots_are_free()
    {
        JobId crashed = await GivenCrashedAsync(1);
        JobId clean = await GivenAsync(AJob() with { Priority = -1 });
        JobId last = await GivenAsync(AJob() with { Priority = 1 });

        IReadOnlyList<LeasedJob> claimed = await ClaimAsync(freeSlots: 2, prefetch: 5);

        Assert.Equal([clean, crashed, last], claimed.Select(job => job.Lease.Job));
    }

    [Fact]
    public async Task A_job_that_crashed_once_is_passed_over_when_the_slots_are_taken_and_the_rest_is_prefetch()
    {
        JobId crashed = await GivenCrashedAsync(1);
        JobId clean = await GivenAsync(AJob() with { Priority = -1 });
        JobId last = await GivenAsync(AJob() with { Priority = 1 });

        IReadOnlyList<LeasedJob> claimed = await ClaimAsync(freeSlots: 1, prefetch: 5);

        Assert.Equal([clean, last], claimed.Select(job => job.Lease.Job));
        await AssertStateAsync(JobState.Queued, crashed);
    }

    [Fact]
    public async Task A_job_on_its_last_chance_is_a_batch_of_its_own()
    {
        JobId suspect = await GivenCrashedAsync(JobBudgets.MaxCrashes - 1);
        JobId clean = await GivenJobAsync();

        Assert.Equal(suspect, Assert.Single(await ClaimAsync(freeSlots: 5, prefetch: 5)).Lease.Job);
        Assert.Equal(clean, Assert.Single(await ClaimAsync(freeSlots: 5, prefetch: 5)).Lease.Job);
    }

    [Fact]
    public async Task A_job_on_its_last_chance_is_passed_over_once_something_else_was_taken()
    {
        JobId suspect = await GivenCrashedAsync(JobBudgets.MaxCrashes - 1);
        JobId first = await GivenAsync(AJob() with { Priority = -1 });
        JobId last = await GivenAsync(AJob() with { Priority = 1 });

        IReadOnlyList<LeasedJob> claimed = await ClaimAsync(freeSlots: 5, prefetch: 5);

        Assert.Equal([first, last], claimed.Select(job => job.Lease.Job));
        Assert.Equal(suspect, Assert.Single(await ClaimAsync(freeSlots: 5)).Lease.Job);
    }

    [Fact]
    public async Task Two_jobs_on_their_last_chance_come_one_after_the_other()
    {
        // Each comes to its last chance alone; the first is then kept out of the way until the second has come there.
        JobId first = await GivenCrashedAsync(JobBudgets.MaxCrashes - 1);
        await RescheduleAsync(first, Clock.Now + Millisecond);
        JobId second = await GivenCrashedAsync(JobBudgets.MaxCrashes - 1);
        await RescheduleAsync(first, Clock.Now);

        await AssertClaimedOneByOneAsync(first, second);
    }

    [Fact]
    public async Task Everything_that_was_claimed_in_one_batch_runs_under_its_own_lease()
    {
        await EnqueueAsync([.. Enumerable.Range(0, 20).Select(_ => AJob())]);

        IReadOnlyList<LeasedJob> claimed = await ClaimAsync(freeSlots: 20);

        Assert.Equal(20, claimed.Select(job => job.Lease).Distinct().Count());
        Assert.All(claimed, job => Assert.Equal(Worker, job.Lease.Worker));
    }

    private async Task AssertClaimedInOrderAsync(params JobId[] expected) =>
        Assert.Equal(expected, (await ClaimAsync(freeSlots: 1, prefetch: 10)).Select(job => job.Lease.Job));

    private async Task AssertClaimedOneByOneAsync(params JobId[] expected)
    {
        foreach (JobId id in expected)
        {
            Assert.Equal(id, Assert.Single(await ClaimAsync(freeSlots: 5, prefetch: 5)).Lease.Job);
        }
    }
}
