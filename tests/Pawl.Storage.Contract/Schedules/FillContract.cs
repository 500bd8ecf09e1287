namespace Pawl.Storage.Contract.Schedules;

/// <summary>Jobs of schedules beside their ticks in time: backfills and triggers.</summary>
public abstract class FillContract<TStore> : ScheduleContract<TStore>
    where TStore : StoreFixture, new()
{
    [Fact]
    public async Task A_backfill_gives_jobs_to_ticks_that_have_none()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        FiredTick ran = ATick();
        await WriteAsync(Deciding(schedule, ran));
        FiredTick again = ATick(ran.At);
        FiredTick missing = ATick(ran.At - Millisecond);

        IReadOnlyList<bool> stored = await FillAsync(TickKind.Backfill, again, missing);

        Assert.Equal([false, true], stored);
        await AssertGoneAsync(again.Job.Id);
        await AssertStateAsync(JobState.Queued, missing.Job.Id);
        Assert.Equal([TickKind.Nominal, TickKind.Backfill], (await TicksAsync()).Select(entry => entry.Kind));
        Assert.Equal([ran.Job.Id, missing.Job.Id], (await TicksAsync()).Select(entry => entry.Job));
    }

    [Fact]
    public async Task A_skipped_tick_can_be_backfilled_and_its_skip_stays_in_the_ledger()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        var skipped = new SkippedTicks(Clock.Now, Clock.Now, 1, SkipReason.Missed);
        await WriteAsync(Deciding(schedule) with { Skipped = [skipped] });

        Assert.Equal([true], await FillAsync(TickKind.Backfill, ATick(skipped.From)));

        IReadOnlyList<StoredTick> entries = await TicksAsync();
        Assert.Equal(2, entries.Count);
        Assert.NotNull(entries[0].Job);
        Assert.Equal(skipped, entries[1].Skipped);
    }

    [Fact]
    public async Task A_backfill_asked_for_twice_runs_once()
    {
        await GivenScheduleAsync();
        FiredTick tick = ATick(Clock.Now - Minute);

        Assert.Equal([true], await FillAsync(TickKind.Backfill, tick));
        Assert.Equal([false], await FillAsync(TickKind.Backfill, tick));
        Assert.Equal([false], await FillAsync(TickKind.Backfill, ATick(tick.At)));

        Assert.Single(await TicksAsync());
    }

    [Fact]
    public async Task What_is_not_decided_yet_is_never_backfilled()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        FiredTick decided = ATick(schedule.DecidedUntil);
        FiredTick due = ATick(schedule.DecidedUntil + Millisecond);

        await Assert.ThrowsAsync<InvariantException>(() => FillAsync(TickKind.Backfill, decided, due));

        await AssertGoneAsync(decided.Job.Id);
        await AssertGoneAsync(due.Job.Id);
        Assert.Empty(await TicksAsync());
        Assert.True(await WriteAsync(Deciding(await FindAsync(), due)));
        Assert.Equal([true], await FillAsync(TickKind.Backfill, decided));
    }

    [Fact]
    public async Task A_trigger_is_a_job_and_no_tick()
    {
        await GivenScheduleAsync();
        FiredTick first = ATick();
        FiredTick second = ATick();

        Assert.Equal([true], await FillAsync(TickKind.Trigger, first));
        Assert.Equal([true], await FillAsync(TickKind.Trigger, second));

        Assert.Empty(await TicksAsync());
        Assert.Equal([first.Job.Id, second.Job.Id], (await FindAsync()).LiveJobs);
    }

    [Fact]
    public async Task Who_decides_sees_jobs_that_came_beside()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        await FillAsync(TickKind.Trigger, ATick());

        Assert.False(await WriteAsync(Deciding(schedule)));
    }

    [Fact]
    public async Task Nothing_is_filled_into_a_schedule_that_does_not_exist()
    {
        FiredTick tick = ATick();

        Assert.Equal([false], await FillAsync(TickKind.Trigger, tick));

        await AssertGoneAsync(tick.Job.Id);
    }

    private async Task<IReadOnlyList<bool>> FillAsync(TickKind kind, params FiredTick[] ticks) =>
        await Store.Schedules.FillAsync(new ScheduleFill(Daily, kind, Version: 1, ticks), Cancel);
}
