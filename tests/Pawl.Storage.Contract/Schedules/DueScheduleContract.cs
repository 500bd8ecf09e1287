namespace Pawl.Storage.Contract.Schedules;

/// <summary>Which schedules somebody must look at, and when to ask again.</summary>
public abstract class DueScheduleContract<TStore> : ScheduleContract<TStore>
    where TStore : StoreFixture, new()
{
    [Fact]
    public async Task Without_schedules_there_is_nothing_to_wait_for()
    {
        DueSchedules due = await DueAsync();

        Assert.Empty(due.Schedules);
        Assert.Null(due.NextDueIn);
        Assert.Equal(Clock.Now, due.Now);
    }

    [Fact]
    public async Task A_schedule_is_due_from_its_instant_on()
    {
        await GivenScheduleAsync(dueIn: Minute);
        Clock.Advance(Minute - Millisecond);
        DueSchedules before = await DueAsync();
        Clock.Advance(Millisecond);
        DueSchedules after = await DueAsync();

        Assert.Empty(before.Schedules);
        Assert.Equal(Millisecond, before.NextDueIn);
        Assert.Equal(Daily, Assert.Single(after.Schedules).Name);
        Assert.Null(after.NextDueIn);
    }

    [Fact]
    public async Task The_earliest_come_first_up_to_the_limit()
    {
        await GivenScheduleAsync("c", 3 * Millisecond);
        await GivenScheduleAsync("a", Millisecond);
        await GivenScheduleAsync("b", 2 * Millisecond);
        Clock.Advance(Minute);

        DueSchedules due = await DueAsync(limit: 2);

        Assert.Equal(["a", "b"], due.Schedules.Select(schedule => schedule.Name.Value));
        Assert.Equal(TimeSpan.Zero, due.NextDueIn);
    }

    [Fact]
    public async Task A_schedule_without_a_next_look_is_never_due()
    {
        await WriteAsync(new ScheduleWrite { Name = Daily, Revision = null, Version = AVersion(), DueAt = null });
        Clock.Advance(TimeSpan.FromDays(400));

        Assert.Empty((await DueAsync()).Schedules);
    }

    [Fact]
    public async Task All_that_is_needed_to_decide_is_there()
    {
        await GivenScheduleAsync();

        StoredSchedule schedule = Assert.Single((await DueAsync()).Schedules);

        Assert.Equal("""{"rule":1}""", Text(schedule.Version.Definition));
        Assert.Equal(Clock.Now, schedule.DecidedUntil);
        Assert.Equal((await FindAsync()).Revision, schedule.Revision);
    }

    [Fact]
    public async Task A_change_gives_a_hint()
    {
        List<Wakeup> hints = [];
        using IDisposable subscription = Store.Wakeups.Subscribe(hints.Add);

        await GivenScheduleAsync();

        Assert.Contains(new Wakeup(WakeupKind.SchedulesChanged), hints);
    }

    [Fact]
    public async Task A_tick_hints_at_its_job()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Millisecond);
        List<Wakeup> hints = [];
        using IDisposable subscription = Store.Wakeups.Subscribe(hints.Add);

        await WriteAsync(Deciding(schedule, ATick()));

        Assert.Equal([new Wakeup(WakeupKind.JobsQueued, Queue)], hints);
    }

    private async Task<DueSchedules> DueAsync(int limit = 1_000) => await Store.Schedules.FindDueAsync(limit, Cancel);
}
