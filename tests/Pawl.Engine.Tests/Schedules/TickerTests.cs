using Pawl.Engine.Telemetry;
using Pawl.Engine.Tests.World;
using static Pawl.Engine.Tests.Schedules.ScheduleWorld;

namespace Pawl.Engine.Tests.Schedules;

public sealed class TickerTests
{
    [Fact]
    public void Each_tick_starts_one_job_at_its_instant()
    {
        var world = new ScheduleWorld();
        world.Put("*/10 * * * *");
        world.PassUntil(At(1, 1));

        Assert.Equal(
            Enumerable.Range(1, 6).Select(n => At(1, 0).AddMinutes(10 * n)), world.Started.Select(start => start.Nominal));
        Assert.All(world.Started, start => Assert.InRange(start.At - start.Nominal, TimeSpan.Zero, TimeSpan.FromMilliseconds(2)));
        Assert.Equal(6, world.Ledger().OfType<LedgerEntry.Fired>().Count());
    }

    [Fact]
    public void A_change_runs_nothing_by_itself_and_the_next_tick_is_the_new_rules()
    {
        var world = new ScheduleWorld();
        world.Put("0 12 * * *");
        world.PassUntil(At(1, 11));
        Schedule changed = world.Put("0 10 * * *");
        world.PassUntil(At(2, 9, 59));
        Assert.Empty(world.Started);

        world.PassUntil(At(2, 10, 1));
        Assert.Equal([At(2, 10)], world.Started.Select(start => start.Nominal));
        Assert.Equal(2, changed.Version.Number);
        Assert.Equal(At(1, 12), changed.Version.Difference.Removed[0]);
        Assert.Equal(At(2, 10), changed.Version.Difference.Added[0]);
    }

    [Fact]
    public void A_schedule_that_is_already_so_is_left_alone()
    {
        var world = new ScheduleWorld();
        world.Put("0 12 * * *", new ScheduleOptions { Author = "ada" });

        Assert.Equal(1, world.Put("0 12 * * *", new ScheduleOptions { Author = "bob" }).Version.Number);
    }

    [Fact]
    public void A_paused_schedule_runs_nothing_and_catches_nothing_up()
    {
        var world = new ScheduleWorld();
        world.Put("0 * * * *", new ScheduleOptions { CatchUp = CatchUpPolicy.All });
        world.PassUntil(At(1, 1, 30));
        Schedule paused = world.Ask(client => client.PauseAsync("s", "month's end", "ada"));
        world.PassUntil(At(1, 5, 30));
        world.Ask(client => client.ResumeAsync("s", "bob"));
        world.PassUntil(At(1, 6, 30));

        Assert.Equal([At(1, 1), At(1, 6)], world.Started.Select(start => start.Nominal));
        Assert.Equal((true, "month's end", "ada"), (paused.Version.IsPaused, paused.Version.Reason, paused.Version.Author));
        Assert.Null(paused.NextAt);
        Assert.Equal(3, world.Ask(client => client.ListVersionsAsync("s")).Count);
    }

    [Fact]
    public void Two_nodes_that_both_decide_start_one_job_a_tick()
    {
        var world = new ScheduleWorld();
        world.World.Process().Start();
        world.Put("* * * * *", new ScheduleOptions { Overlap = OverlapPolicy.Allow });
        world.PassUntil(At(1, 0, 30));
        world.Process.Stop();
        world.World.Reopen();
        world.PassUntil(At(1, 1, 0, 30));

        Assert.Equal(60, world.World.Store.Recount().Sum(count => count.Count));
    }

    [Fact]
    public void A_deleted_schedule_runs_no_more()
    {
        var world = new ScheduleWorld();
        world.Put("0 * * * *");
        world.PassUntil(At(1, 1, 30));

        Assert.True(world.Ask(client => client.DeleteAsync("s")));
        Assert.False(world.Ask(client => client.DeleteAsync("s")));
        world.PassUntil(At(1, 8));

        Assert.Single(world.Started);
        Assert.Null(world.Ask(client => client.FindAsync("s")));
    }

    [Fact]
    public void Jitter_delays_starts_the_same_way_each_time_and_never_beyond_its_limit()
    {
        TimeSpan[] first = Delays();

        Assert.Equal(first, Delays());
        Assert.All(first, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromMinutes(10.01)));
        Assert.True(first.Distinct().Count() > 15);

        static TimeSpan[] Delays()
        {
            var world = new ScheduleWorld();
            world.Put("0 * * * *", new ScheduleOptions { Jitter = TimeSpan.FromMinutes(10) });
            world.PassUntil(At(1, 20, 30));
            return [.. world.Started.Select(start => start.At - start.Nominal)];
        }
    }

    [Fact]
    public void The_payload_can_carry_the_nominal_instant()
    {
        var world = new ScheduleWorld();
        world.Put("0 1 * * *", new ScheduleOptions { TickProperty = "due" });
        world.PassUntil(At(1, 2));

        JobId job = world.Ledger().OfType<LedgerEntry.Fired>().Single().Job;
        Assert.Equal(
            """{"name":"x","due":"2026-01-01T01:00:00.0000000\u002B00:00"}""",
            System.Text.Encoding.UTF8.GetString(world.World.Find(job).Details!.Payload.Span));
    }

    [Fact]
    public void A_bad_schedule_does_not_stop_others()
    {
        var world = new ScheduleWorld();
        world.Put("*/10 * * * *");
        world.Process.Await(async () => await world.World.Store.WriteAsync(
            [
                new Storage.ScheduleWrite
                {
                    Name = "bad",
                    Revision = null,
                    DueAt = world.Now,
                    Version = new Storage.NewScheduleVersion { Definition = "{\"rule\":7}"u8.ToArray() },
                },
            ],
            TestContext.Current.CancellationToken));
        world.PassUntil(At(1, 1));

        Assert.Equal(6, world.Started.Count);
        Assert.True(world.Process.Log.Has(EventIds.ScheduleNotUnderstood));
    }

    [Fact]
    public void A_trigger_runs_now_whatever_the_rule_says()
    {
        var world = new ScheduleWorld();
        world.Put("0 12 * * *");
        world.PassUntil(At(1, 3));
        JobId job = world.Ask(client => client.TriggerAsync("s"));
        world.World.RunUntilIdle();

        Assert.Equal([(At(1, 3), At(1, 3))], world.Started);
        Assert.Equal(TickKind.Trigger, ScheduleTick.Of(world.World.Find(job).Details!.Metadata)!.Kind);
        Assert.Empty(world.Ledger());
    }

    [Fact]
    public void Who_names_no_schedule_is_told_so()
    {
        var world = new ScheduleWorld();

        Assert.Throws<ScheduleNotFoundException>(() => world.Ask(client => client.TriggerAsync("nobody")));
        Assert.Throws<ScheduleNotFoundException>(() => world.Ask(client => client.PauseAsync("nobody", "x")));
    }
}
