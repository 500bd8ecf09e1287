using Pawl.Storage;
using Pawl.Storage.Contract.Schedules;

namespace Pawl.PostgreSql.Tests.Schedules;

/// <summary>The server's clock goes back between a read and the write of what was decided from it.</summary>
public sealed class ClockStepTests : ScheduleContract<PostgreSqlFixture>
{
    [Fact]
    public async Task What_was_decided_from_a_later_time_is_not_applied_until_that_time_has_come()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        FiredTick tick = ATick();
        ScheduleWrite write = Deciding(schedule, tick) with { DecidedUntil = Clock.Now };
        Store.StepClockBack(Millisecond);

        Assert.False(await WriteAsync(write));

        await AssertGoneAsync(tick.Job.Id);
        Assert.Empty(await TicksAsync());
        Assert.Equal(schedule.Revision, (await FindAsync()).Revision);
        Store.StepClockBack(TimeSpan.Zero);
        Assert.True(await WriteAsync(write));
        await AssertStateAsync(JobState.Queued, tick.Job.Id);
    }

    [Fact]
    public async Task Of_a_batch_the_others_are_applied()
    {
        StoredSchedule early = await GivenScheduleAsync();
        StoredSchedule other = await GivenScheduleAsync("other");
        Clock.Advance(Minute);
        Store.StepClockBack(TimeSpan.FromSeconds(30));

        IReadOnlyList<bool> applied = await Store.Schedules.WriteAsync(
            [Deciding(early) with { DecidedUntil = Clock.Now }, Deciding(other) with { DecidedUntil = Clock.Now - Minute }], Cancel);

        Assert.Equal([false, true], applied);
    }

    [Fact]
    public async Task What_was_decided_stays_so_and_the_schedule_can_still_be_changed()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Store.StepClockBack(Minute);

        Assert.True(await WriteAsync(Deciding(schedule) with { Version = AVersion("""{"rule":2}""") }));

        StoredSchedule after = await FindAsync();
        Assert.Equal((schedule.DecidedUntil, 2), (after.DecidedUntil, after.Version.Number));
        Assert.Equal(schedule.DecidedUntil, after.Version.ValidFrom);
    }

    [Fact]
    public async Task What_was_decided_can_be_backfilled()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Store.StepClockBack(Minute);

        IReadOnlyList<bool> stored = await Store.Schedules.FillAsync(
            new ScheduleFill(Daily, TickKind.Backfill, Version: 1, [ATick(schedule.DecidedUntil)]), Cancel);

        Assert.Equal([true], stored);
    }
}
