using Pawl.Engine.Schedules;
using Pawl.Storage;
using static Pawl.Engine.Tests.Schedules.ScheduleWorld;

namespace Pawl.Engine.Tests.Schedules;

/// <summary>The store's clock went back behind what was decided.</summary>
public sealed class TickDeciderTests
{
    private readonly StoredSchedule schedule;
    private readonly CompiledSchedule compiled;
    private readonly ScheduleWorld world = new();

    public TickDeciderTests()
    {
        world.Put("* * * * *");
        world.PassUntil(At(1, 1));
        schedule = world.Process.Await(
            async () => await world.World.Store.FindAsync("s", TestContext.Current.CancellationToken)).Schedules[0];
        compiled = new CompiledSchedule("s", ScheduleDefinition.Read(schedule.Version.Definition));
    }

    [Fact]
    public void Nothing_is_decided_again()
    {
        ScheduleWrite write = Decider().Decide();

        Assert.Empty(write.Fired);
        Assert.Empty(write.Skipped);
        Assert.Equal(schedule.DecidedUntil, write.DecidedUntil);
        Assert.Equal(At(1, 1, 1), write.DueAt);
    }

    [Fact]
    public void A_version_can_still_end_and_ends_where_its_ticks_do() =>
        Assert.Equal(schedule.DecidedUntil, Decider().Settle().DecidedUntil);

    private TickDecider Decider() =>
        new(schedule, compiled, now: At(1, 0, 30), new IdGenerator(world.World.Clock, 1, world.Now), mostCaughtUp: 100);
}
