using Pawl.Storage;
using Pawl.Storage.Contract.Schedules;

namespace Pawl.Sqlite.Tests.Schedules;

/// <summary>Whole calls: what they undo, and how much they do at most.</summary>
public sealed class ScheduleBatchTests : ScheduleContract<SqliteFixture>
{
    [Fact]
    public async Task A_write_that_breaks_a_rule_undoes_the_whole_call()
    {
        StoredSchedule good = await GivenScheduleAsync("good");
        StoredSchedule bad = await GivenScheduleAsync("bad");
        Clock.Advance(Minute);
        FiredTick tick = ATick();

        await Assert.ThrowsAsync<InvariantException>(async () => await Store.Schedules.WriteAsync(
            [Deciding(good, tick), Deciding(bad, ATick(bad.DecidedUntil))], Cancel));

        await AssertGoneAsync(tick.Job.Id);
        Assert.Equal((good.Revision, good.DecidedUntil), ((await FindAsync("good")).Revision, (await FindAsync("good")).DecidedUntil));
        Assert.Empty(await Store.Schedules.ListTicksAsync("good", null, 10, Cancel));
    }

    [Fact]
    public async Task Jobs_of_a_deleted_schedule_are_not_of_the_one_that_is_made_anew()
    {
        StoredSchedule before = await GivenScheduleAsync();
        Clock.Advance(Minute);
        FiredTick tick = ATick();
        await WriteAsync(Deciding(before, tick));
        await WriteAsync(Deciding(await FindAsync()) with { IsDeleted = true });

        StoredSchedule anew = await GivenScheduleAsync();

        Assert.Empty(anew.LiveJobs);
        await AssertStateAsync(JobState.Queued, tick.Job.Id);
    }

    [Fact]
    public async Task A_job_that_is_sent_twice_is_stored_and_told_once()
    {
        await GivenScheduleAsync();
        var fill = new ScheduleFill(Daily, TickKind.Trigger, Version: 1, [ATick()]);

        await Store.Schedules.FillAsync(fill, Cancel);
        await Store.Schedules.FillAsync(fill, Cancel);

        Assert.Equal([fill.Ticks[0].Job.Id], (await FindAsync()).LiveJobs);
    }

    [Fact]
    public async Task Pruning_forgets_no_more_of_the_ledger_than_it_is_told_to_and_the_oldest_first()
    {
        for (int n = 0; n < 5; n++)
        {
            Clock.Advance(Millisecond);
            StoredSchedule schedule = n == 0 ? await GivenScheduleAsync() : await FindAsync();
            Clock.Advance(Millisecond);
            var skipped = new SkippedTicks(Clock.Now, Clock.Now, 1, SkipReason.Overlap);
            await WriteAsync(Deciding(schedule, ATick()) with { Skipped = [skipped] });
        }

        IReadOnlyList<StoredTick> before = await TicksAsync();
        Clock.Advance(ScheduleLimits.LedgerRetention);
        await PruneAsync(limit: 2);

        Assert.Equal(before.Take(6), await TicksAsync());
    }
}
