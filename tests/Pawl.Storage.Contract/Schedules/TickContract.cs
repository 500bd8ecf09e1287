namespace Pawl.Storage.Contract.Schedules;

/// <summary>Decisions about ticks: job, ledger and the time of the next look happen together, and once.</summary>
public abstract class TickContract<TStore> : ScheduleContract<TStore>
    where TStore : StoreFixture, new()
{
    [Fact]
    public async Task A_tick_becomes_a_job_and_an_entry_of_the_ledger()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        FiredTick tick = ATick();

        Assert.True(await WriteAsync(Deciding(schedule, tick)));

        await AssertStateAsync(JobState.Queued, tick.Job.Id);
        StoredTick entry = Assert.Single(await TicksAsync());
        Assert.Equal((tick.At, 1, Clock.Now), (entry.At, entry.Version, entry.DecidedAt));
        Assert.Equal((tick.Job.Id, TickKind.Nominal, "2026a"), (entry.Job, entry.Kind, entry.ZoneVersion));
        Assert.Null(entry.Skipped);
    }

    [Fact]
    public async Task What_was_decided_and_when_to_look_again_are_kept()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        DateTimeOffset until = Clock.Now - TimeSpan.FromSeconds(1);

        await WriteAsync(Deciding(schedule) with { DecidedUntil = until, SeenUntil = Clock.Now, DueAt = Clock.Now + Minute });

        StoredSchedule after = await FindAsync();
        Assert.Equal((until, Clock.Now, Clock.Now + Minute), (after.DecidedUntil, after.SeenUntil, after.DueAt));
        Assert.NotEqual(schedule.Revision, after.Revision);
        Assert.Equal(1, after.Version.Number);
    }

    [Fact]
    public async Task Without_a_word_everything_up_to_now_is_decided_and_nobody_looks_again()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);

        await WriteAsync(Deciding(schedule));

        StoredSchedule after = await FindAsync();
        Assert.Equal(Clock.Now, after.DecidedUntil);
        Assert.Null(after.SeenUntil);
        Assert.Null(after.DueAt);
    }

    [Fact]
    public async Task Of_two_who_decide_the_same_tick_one_does_and_the_other_does_nothing()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        FiredTick mine = ATick(Clock.Now + Minute);
        FiredTick theirs = ATick(Clock.Now + Minute);
        Clock.Advance(Minute);

        Assert.True(await WriteAsync(Deciding(schedule, mine) with { DueAt = Clock.Now + Minute }));
        Assert.False(await WriteAsync(Deciding(schedule, theirs)));

        await AssertStateAsync(JobState.Queued, mine.Job.Id);
        await AssertGoneAsync(theirs.Job.Id);
        Assert.Single(await TicksAsync());
        Assert.Equal(Clock.Now + Minute, (await FindAsync()).DueAt);
    }

    [Fact]
    public async Task Of_a_batch_only_what_is_out_of_date_is_not_applied()
    {
        StoredSchedule first = await GivenScheduleAsync();
        StoredSchedule second = await GivenScheduleAsync("other");
        await WriteAsync(Deciding(first));
        Clock.Advance(Minute);
        FiredTick late = ATick();
        FiredTick good = ATick();

        IReadOnlyList<bool> applied = await Store.Schedules.WriteAsync([Deciding(first, late), Deciding(second, good)], Cancel);

        Assert.Equal([false, true], applied);
        await AssertGoneAsync(late.Job.Id);
        await AssertStateAsync(JobState.Queued, good.Job.Id);
    }

    [Fact]
    public async Task Several_ticks_of_one_schedule_are_decided_at_once_and_may_be_due_later()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        FiredTick[] ticks = [.. Enumerable.Range(1, 20).Select(second => ATick(
            schedule.DecidedUntil + TimeSpan.FromSeconds(second), AJob() with { Due = JobDue.At(Clock.Now + TimeSpan.FromHours(1)) }))];

        await WriteAsync(Deciding(schedule, ticks));

        Assert.Equal(ticks.Select(tick => tick.At).Reverse(), (await TicksAsync()).Select(entry => entry.At));
        foreach (FiredTick tick in ticks)
        {
            await AssertStateAsync(JobState.Scheduled, tick.Job.Id);
        }
    }

    [Fact]
    public async Task A_tick_is_never_decided_before_its_instant()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        FiredTick early = ATick(Clock.Now + Millisecond);

        Assert.False(await WriteAsync(Deciding(schedule, early) with { DecidedUntil = Clock.Now + Millisecond }));

        await AssertGoneAsync(early.Job.Id);
        Assert.Empty(await TicksAsync());
        Assert.Equal(schedule.Revision, (await FindAsync()).Revision);
        Clock.Advance(Millisecond);
        Assert.True(await WriteAsync(Deciding(schedule, early) with { DecidedUntil = Clock.Now }));
    }

    [Fact]
    public async Task A_tick_is_never_fired_beyond_what_is_decided()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        FiredTick tick = ATick();

        await Assert.ThrowsAsync<InvariantException>(() => WriteAsync(
            Deciding(schedule, tick) with { DecidedUntil = Clock.Now - Millisecond }));

        await AssertGoneAsync(tick.Job.Id);
        Assert.Empty(await TicksAsync());
    }

    [Fact]
    public async Task A_tick_that_was_decided_is_not_decided_again_whoever_asks()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        FiredTick tick = ATick();
        await WriteAsync(Deciding(schedule, tick));

        await Assert.ThrowsAsync<InvariantException>(async () => await WriteAsync(Deciding(await FindAsync(), ATick(tick.At))));

        Assert.Equal(tick.Job.Id, Assert.Single(await TicksAsync()).Job);
    }

    [Fact]
    public async Task Skipped_ticks_are_entries_with_their_reason()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        var missed = new SkippedTicks(
            schedule.DecidedUntil + Millisecond, schedule.DecidedUntil + TimeSpan.FromSeconds(30), 40, SkipReason.Missed);
        var old = new SkippedTicks(missed.Until + Millisecond, missed.Until + Millisecond, null, SkipReason.TooOld);

        await WriteAsync(Deciding(schedule) with { Skipped = [missed, old] });

        IReadOnlyList<StoredTick> entries = await TicksAsync();
        Assert.Equal([old, missed], entries.Select(entry => entry.Skipped));
        Assert.All(entries, entry => Assert.Equal((1, Clock.Now, null), (entry.Version, entry.DecidedAt, entry.Job)));
        Assert.Equal([old.From, missed.From], entries.Select(entry => entry.At));
    }

    [Fact]
    public async Task Pages_of_the_ledger_go_on_where_the_last_ended()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        await WriteAsync(Deciding(schedule, [.. Enumerable.Range(1, 25).Select(n => ATick(schedule.DecidedUntil + (n * Millisecond)))]));

        IReadOnlyList<StoredTick> first = await TicksAsync(limit: 10);
        IReadOnlyList<StoredTick> second = await TicksAsync(before: first[^1].At, limit: 10);

        Assert.Equal(10, second.Count);
        Assert.Equal(first[^1].At - Millisecond, second[0].At);
    }

    [Fact]
    public async Task Live_jobs_are_told_until_they_finish()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        FiredTick first = ATick();
        await WriteAsync(Deciding(schedule, first));
        Assert.Equal([first.Job.Id], (await FindAsync()).LiveJobs);
        Clock.Advance(Millisecond);
        FiredTick second = ATick();
        await WriteAsync(Deciding(await FindAsync(), second));
        Assert.Equal([first.Job.Id, second.Job.Id], (await FindAsync()).LiveJobs);

        await HeartbeatAsync();
        await EndAsync(await ClaimOneAsync(), Ending.Succeeded);

        Assert.Equal([second.Job.Id], (await FindAsync()).LiveJobs);
    }

    [Fact]
    public async Task A_job_that_is_retried_by_hand_is_a_live_job_of_its_schedule_again()
    {
        JobId failed = await GivenFailedTickAsync();
        Clock.Advance(Millisecond);
        FiredTick next = ATick();
        await WriteAsync(Deciding(await FindAsync(), next));
        StoredSchedule before = await FindAsync();
        Assert.Equal([next.Job.Id], before.LiveJobs);

        Assert.Equal([JobChange.Done], await Store.Jobs.RetryAsync([failed], Cancel));

        Assert.Equal([failed, next.Job.Id], (await FindAsync()).LiveJobs);
        Assert.False(await WriteAsync(Deciding(before)), "It was decided without a look at the job.");
    }

    [Fact]
    public async Task A_job_can_be_retried_when_its_schedule_is_gone()
    {
        JobId failed = await GivenFailedTickAsync();
        await WriteAsync(Deciding(await FindAsync()) with { IsDeleted = true });

        Assert.Equal([JobChange.Done], await Store.Jobs.RetryAsync([failed], Cancel));

        await AssertStateAsync(JobState.Queued, failed);
    }

    [Fact]
    public async Task No_more_than_a_hundred_live_jobs_are_told()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);

        await WriteAsync(Deciding(schedule, [.. Enumerable.Range(1, 150).Select(n => ATick(schedule.DecidedUntil + (n * Millisecond)))]));

        Assert.Equal(ScheduleLimits.LiveJobs, (await FindAsync()).LiveJobs.Count);
    }

    [Fact]
    public async Task The_ledger_is_forgotten_after_ninety_days()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        await WriteAsync(Deciding(schedule, ATick()) with
        {
            Skipped = [new SkippedTicks(Clock.Now - Millisecond, Clock.Now - Millisecond, 1, SkipReason.Overlap)],
        });
        Clock.Advance(ScheduleLimits.LedgerRetention - Millisecond);
        await PruneAsync();
        Assert.Equal(2, (await TicksAsync()).Count);

        Clock.Advance(Millisecond);
        await PruneAsync();

        Assert.Empty(await TicksAsync());
    }

    [Theory]
    [InlineData(25, 0)]
    [InlineData(0, 25)]
    public async Task Pruning_has_more_until_the_whole_ledger_is_forgotten(int ticks, int skips)
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        DateTimeOffset[] instants = [.. Enumerable.Range(1, 25).Select(n => schedule.DecidedUntil + (n * Millisecond))];
        await WriteAsync(Deciding(schedule, [.. instants.Take(ticks).Select(at => ATick(at))]) with
        {
            Skipped = [.. instants.Take(skips).Select(at => new SkippedTicks(at, at, 1, SkipReason.Overlap))],
        });
        Assert.Equal(25, (await TicksAsync()).Count);
        Clock.Advance(ScheduleLimits.LedgerRetention);

        Assert.Equal(3, await PruneAllAsync(limit: 10));
        Assert.Empty(await TicksAsync());
    }

    private async Task<JobId> GivenFailedTickAsync()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        FiredTick tick = ATick();
        await WriteAsync(Deciding(schedule, tick));
        await HeartbeatAsync();
        await EndAsync(await ClaimOneAsync(), Ending.Failed);
        return tick.Job.Id;
    }
}
