using static Pawl.Engine.Tests.Schedules.ScheduleWorld;

namespace Pawl.Engine.Tests.Schedules;

/// <summary>A schedule of every ten minutes, whose jobs take 25.</summary>
public sealed class OverlapTests
{
    [Theory]
    [InlineData(OverlapPolicy.Skip, "10 40")]
    [InlineData(OverlapPolicy.Allow, "10 20 30 40 50")]
    [InlineData(OverlapPolicy.CancelOther, "10 20 30 40 50")]
    [InlineData(OverlapPolicy.BufferOne, "10 20")]
    [InlineData(OverlapPolicy.BufferAll, "10 20")]
    public void What_starts_within_an_hour(OverlapPolicy policy, string expected)
    {
        var world = Run(policy, At(1, 0, 59));

        Assert.Equal(expected.Split(' ').Select(minute => At(1, 0, int.Parse(minute, null))), world.Started.Select(start => start.Nominal));
    }

    [Fact]
    public void What_is_skipped_is_in_the_ledger()
    {
        var world = Run(OverlapPolicy.Skip, At(1, 0, 59));

        Assert.Equal(
            [(At(1, 0, 20), At(1, 0, 20), SkipReason.Overlap), (At(1, 0, 30), At(1, 0, 30), SkipReason.Overlap),
                (At(1, 0, 50), At(1, 0, 50), SkipReason.Overlap)],
            world.Skips());
    }

    [Fact]
    public void One_that_was_buffered_starts_when_the_job_before_it_has_finished_and_the_others_are_skipped()
    {
        var world = Run(OverlapPolicy.BufferOne, At(1, 1, 29));

        Assert.Equal([At(1, 0, 10), At(1, 0, 20), At(1, 0, 40), At(1, 1)], world.Started.Select(start => start.Nominal));
        Assert.InRange(world.Started[1].At - At(1, 0, 35), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Contains((At(1, 0, 30), At(1, 0, 30), SkipReason.Overlap), world.Skips());
    }

    [Fact]
    public void All_that_were_buffered_run_one_after_the_other()
    {
        var world = Run(OverlapPolicy.BufferAll, At(1, 1, 29));

        Assert.Equal([At(1, 0, 10), At(1, 0, 20), At(1, 0, 30), At(1, 0, 40)], world.Started.Select(start => start.Nominal));
        Assert.Empty(world.Skips());
    }

    [Fact]
    public void A_job_that_is_cancelled_for_the_next_tick_ends_as_cancelled()
    {
        var world = Run(OverlapPolicy.CancelOther, At(1, 0, 25));

        JobId first = world.Ledger().OfType<LedgerEntry.Fired>().First().Job;
        Assert.Equal(JobState.Cancelled, world.World.StateOf(first));
    }

    [Fact]
    public void What_waits_when_the_schedule_is_changed_is_superseded()
    {
        var world = Run(OverlapPolicy.BufferAll, At(1, 0, 31));
        world.Put("0 12 * * *");
        world.PassUntil(At(1, 2));

        Assert.Equal([At(1, 0, 10)], world.Started.Select(start => start.Nominal));
        Assert.Equal([(At(1, 0, 20), At(1, 0, 30), SkipReason.Superseded)], world.Skips());
    }

    private static ScheduleWorld Run(OverlapPolicy policy, DateTimeOffset until)
    {
        var world = new ScheduleWorld(TimeSpan.FromMinutes(25));
        world.Put("*/10 * * * *", new ScheduleOptions { Overlap = policy });
        world.PassUntil(until);
        return world;
    }
}
