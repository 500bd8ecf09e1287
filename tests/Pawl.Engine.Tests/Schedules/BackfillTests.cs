using static Pawl.Engine.Tests.Schedules.ScheduleWorld;

namespace Pawl.Engine.Tests.Schedules;

public sealed class BackfillTests
{
    private readonly ScheduleWorld world = new();

    [Fact]
    public void A_dry_run_counts_and_a_backfill_enqueues_what_has_no_job()
    {
        world.Put("0 * * * *", new ScheduleOptions { CatchUp = CatchUpPolicy.None });
        world.PassUntil(At(1, 1, 30));
        world.Process.PauseFor(TimeSpan.FromHours(5));
        world.PassUntil(At(1, 7, 30));

        BackfillResult dry = Backfill(At(1, 1), At(1, 7), isDryRun: true);
        BackfillResult wet = Backfill(At(1, 1), At(1, 7));
        BackfillResult again = Backfill(At(1, 1), At(1, 7));
        world.World.RunUntilIdle();

        Assert.Equal((7, 2, 0), (dry.Ticks, dry.AlreadyRun, dry.Jobs.Count));
        Assert.Equal((7, 2, 5), (wet.Ticks, wet.AlreadyRun, wet.Jobs.Count));
        Assert.Equal((7, 7, 0), (again.Ticks, again.AlreadyRun, again.Jobs.Count));
        Assert.Equal(Enumerable.Range(1, 7).Select(hour => At(1, hour)), world.Started.Select(start => start.Nominal).Order());
    }

    [Fact]
    public void Each_part_of_the_range_is_by_the_version_in_force_then()
    {
        world.Put("0 0 * * *");
        world.PassUntil(At(3, 12));
        world.Ask(client => client.PauseAsync("s", "x"));
        world.PassUntil(At(5, 12));
        world.Ask(client => client.ResumeAsync("s"));
        world.Put("0 */12 * * *");
        world.PassUntil(At(7, 1));

        // The 2nd and 3rd by the first rule, none on the 4th and 5th, two a day from the evening of the 5th... until the 7th.
        Assert.Equal(2 + 0 + 3, Backfill(At(1, 12), At(7, 0), isDryRun: true).Ticks);
    }

    [Fact]
    public void What_was_before_the_schedule_is_by_its_first_version()
    {
        world.PassUntil(At(10, 12));
        world.Put("0 0 * * *");

        Assert.Equal(9, Backfill(At(2, 0), At(10, 12), isDryRun: true).Ticks);
    }

    [Fact]
    public void Wrong_ranges_are_refused_by_name()
    {
        world.PassUntil(At(2, 0));
        world.Put("* * * * * *");

        Assert.Contains("Swap them", Refused(At(1, 12), At(1, 11)), StringComparison.Ordinal);
        Assert.Contains("runs by itself", Refused(At(1, 12), At(5, 11)), StringComparison.Ordinal);
        Assert.Contains("Backfill it in parts", Refused(At(1, 0), At(1, 20)), StringComparison.Ordinal);
    }

    private BackfillResult Backfill(DateTimeOffset from, DateTimeOffset until, bool isDryRun = false) =>
        world.Ask(client => client.BackfillAsync("s", from, until, isDryRun));

    private string Refused(DateTimeOffset from, DateTimeOffset until) =>
        Assert.ThrowsAny<ArgumentException>(() => Backfill(from, until)).Message;
}
