using static Pawl.Engine.Tests.Schedules.ScheduleWorld;

namespace Pawl.Engine.Tests.Schedules;

/// <summary>An hourly schedule whose only process is stopped from half past one to half past six.</summary>
public sealed class CatchUpTests
{
    [Theory]
    [InlineData(CatchUpPolicy.None, "1 7")]
    [InlineData(CatchUpPolicy.Latest, "1 6 7")]
    [InlineData(CatchUpPolicy.All, "1 2 3 4 5 6 7")]
    public void What_runs_after_an_outage(CatchUpPolicy policy, string expected)
    {
        var world = Run(new ScheduleOptions { CatchUp = policy, Overlap = OverlapPolicy.Allow });

        Assert.Equal(expected.Split(' ').Select(hour => At(1, int.Parse(hour, null))), world.Started.Select(start => start.Nominal));
    }

    [Fact]
    public void What_was_missed_is_in_the_ledger()
    {
        var world = Run(new ScheduleOptions());

        Assert.Equal([(At(1, 2), At(1, 5), SkipReason.Missed)], world.Skips());
        Assert.Equal(4, world.Ledger().OfType<LedgerEntry.Skipped>().Single().Count);
    }

    [Fact]
    public void What_is_older_than_the_window_does_not_run()
    {
        var world = Run(new ScheduleOptions
        {
            CatchUp = CatchUpPolicy.All, Overlap = OverlapPolicy.Allow, CatchUpWindow = TimeSpan.FromMinutes(150),
        });

        Assert.Equal([At(1, 1), At(1, 5), At(1, 6), At(1, 7)], world.Started.Select(start => start.Nominal));
        Assert.Equal([(At(1, 2), At(1, 4), SkipReason.TooOld)], world.Skips());
    }

    [Fact]
    public void No_more_late_ones_start_in_a_second_than_configured()
    {
        var world = new ScheduleWorld(catchUpPerSecond: 100);
        world.Put("* * * * *", new ScheduleOptions { CatchUp = CatchUpPolicy.All, Overlap = OverlapPolicy.Allow });
        world.PassUntil(At(1, 0, 0, 30));
        world.Process.PauseFor(TimeSpan.FromHours(10));
        world.World.AdvanceSeconds(20);

        Assert.Equal(600, world.Started.Count);
        Assert.All(
            world.Started.GroupBy(start => (long)(start.At - At(1, 10, 0, 30)).TotalSeconds),
            second => Assert.InRange(second.Count(), 1, 201));
    }

    [Theory]
    [InlineData(OverlapPolicy.Skip)]
    [InlineData(OverlapPolicy.BufferOne)]
    [InlineData(OverlapPolicy.BufferAll)]
    [InlineData(OverlapPolicy.CancelOther)]
    [InlineData(OverlapPolicy.Allow)]
    public void A_late_one_that_may_not_start_yet_starts_when_it_may(OverlapPolicy overlap)
    {
        var world = new ScheduleWorld(catchUpPerSecond: 1);
        var options = new ScheduleOptions { Overlap = overlap };
        world.Put("0 * * * *", options);
        world.Ask(client => client.UpsertAsync("t", "0 * * * *", new TickJob(), options));
        world.Ask(client => client.UpsertAsync("u", "0 * * * *", new TickJob(), options));
        world.PassUntil(At(1, 0, 30));
        world.Process.PauseFor(TimeSpan.FromHours(5));
        world.World.AdvanceSeconds(10);

        Assert.Equal([At(1, 5), At(1, 5), At(1, 5)], world.Started.Select(start => start.Nominal));
        Assert.InRange((world.Started[2].At - world.Started[0].At).TotalSeconds, 0.5, 3);
    }

    [Fact]
    public void A_job_is_cancelled_only_when_what_takes_its_place_may_start()
    {
        var world = new ScheduleWorld(TimeSpan.FromHours(9), catchUpPerSecond: 1);
        var options = new ScheduleOptions { Overlap = OverlapPolicy.CancelOther };
        world.Ask(client => client.UpsertAsync("first", "0 * * * *", new TickJob(), options));
        world.Ask(client => client.UpsertAsync("second", "0 * * * *", new TickJob(), options));
        world.PassUntil(At(1, 1, 30));
        world.Process.PauseFor(TimeSpan.FromHours(5));
        world.World.AdvanceSeconds(0.5);

        Assert.Single(world.Ask(client => client.FindAsync("second"))?.LiveJobs ?? []);
        IReadOnlyList<LedgerEntry> ledger = world.Ask(client => client.ListTicksAsync("second"));
        Assert.Equal([At(1, 1)], ledger.OfType<LedgerEntry.Fired>().Select(entry => entry.At));
    }

    [Fact]
    public void A_rule_of_every_second_is_caught_up_with_bounded_work()
    {
        var world = new ScheduleWorld();
        world.Put("* * * * * *", new ScheduleOptions { CatchUpWindow = TimeSpan.FromDays(100) });
        world.PassUntil(At(1, 0, 0, 10));
        world.Process.PauseFor(TimeSpan.FromDays(30));
        world.World.AdvanceSeconds(2.5);

        Assert.Null(world.Ledger().OfType<LedgerEntry.Skipped>().First(skip => skip.Reason == SkipReason.Missed).Count);
        Assert.InRange(world.Started.Count, 12, 20);
    }

    [Fact]
    public void A_change_after_an_outage_lets_the_rule_before_decide_what_was_due_before_it()
    {
        var world = new ScheduleWorld();
        world.Put("0 * * * *", new ScheduleOptions { CatchUp = CatchUpPolicy.All, Overlap = OverlapPolicy.Allow });
        world.PassUntil(At(1, 0, 30));
        world.Process.Stop();
        world.World.Reopen();
        world.PassUntil(At(1, 3, 30));
        var later = world.World.Process();
        later.Await(() => later.Schedules.UpsertAsync("s", "*/1 * * * *", new TickJob()));

        IReadOnlyList<LedgerEntry> ledger = later.Await(() => later.Schedules.ListTicksAsync("s"));
        Assert.Equal([At(1, 3), At(1, 2), At(1, 1)], ledger.Select(entry => entry.At));
        Assert.All(ledger, entry => Assert.Equal(1, Assert.IsType<LedgerEntry.Fired>(entry).Version));
    }

    private static ScheduleWorld Run(ScheduleOptions options)
    {
        var world = new ScheduleWorld();
        world.Put("0 * * * *", options);
        world.PassUntil(At(1, 1, 30));
        world.Process.PauseFor(TimeSpan.FromHours(5));
        world.PassUntil(At(1, 7, 1));
        return world;
    }
}
