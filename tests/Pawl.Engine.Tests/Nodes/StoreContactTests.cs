using Pawl.Engine.Telemetry;
using Pawl.Engine.Tests.World;
using Pawl.Storage;

namespace Pawl.Engine.Tests.Nodes;

/// <summary>What becomes of running jobs when processes and their store do not hear each other for longer than leases live.</summary>
public sealed class StoreContactTests
{
    private static readonly TimeSpan LongerThanALease = TimeSpan.FromMinutes(5);

    private readonly EngineWorld world = new();

    [Fact]
    public void A_process_that_was_stopped_past_its_leases_goes_on_when_nobody_has_taken_its_jobs()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = Working(TimeSpan.FromMinutes(10)).Start();
        world.AdvanceSeconds(12);
        process.PauseFor(LongerThanALease);
        world.AdvanceSeconds(600);

        Assert.Equal((JobState.Succeeded, 1, 0, 0), Fate(job));
        Assert.True(process.Log.Has(EventIds.StoreHeardAgain));
        Assert.False(process.Log.Has(EventIds.LeasesExpired));
    }

    [Fact]
    public void A_process_that_wakes_past_its_leases_and_is_not_answered_stops_its_attempts()
    {
        CancellationReason? reason = null;
        world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, async context =>
        {
            context.CancellationToken.Register(() => reason = context.CancellationReason);
            await Task.Delay(TimeSpan.FromHours(1), process.Clock, context.CancellationToken);
        }).Start();
        world.AdvanceSeconds(12);
        process.Store.Hold("heartbeat");
        process.PauseFor(LongerThanALease);
        world.AdvanceSeconds(2.5);

        Assert.Equal(CancellationReason.LeaseLost, reason);
    }

    [Fact]
    public void A_process_that_wakes_past_its_leases_starts_nothing_before_it_is_heard()
    {
        const int Quick = 20;
        int started = 0;
        world.EnqueueMany(Quick + 10);
        SimulatedProcess process = world.Process();
        process.Options.DefaultConcurrency = 1;
        process.Options.PrefetchLimit = 100;
        process.Handle(EngineWorld.Work, _ => ++started <= Quick
            ? Task.CompletedTask
            : Task.Delay(TimeSpan.FromSeconds(20), process.Clock, CancellationToken.None)).Start();
        world.AdvanceSeconds(2);
        Assert.Equal(Quick + 1, started);
        process.Store.Hold("heartbeat");
        process.PauseFor(LongerThanALease);
        world.AdvanceSeconds(0.5);

        Assert.Equal(Quick + 1, started);
    }

    [Fact]
    public void A_store_that_is_away_for_longer_than_a_lease_costs_an_interruption_and_no_crash()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = Working(TimeSpan.FromMinutes(2)).Start();
        world.AdvanceSeconds(12);
        process.Store.Fault = _ => new StoreUnavailableException("away");
        world.Advance(LongerThanALease);
        Assert.True(process.Log.Has(EventIds.LeasesExpired));
        process.Store.Fault = _ => null;
        world.AdvanceSeconds(200);

        Assert.Equal((JobState.Succeeded, 1, 0, 1), Fate(job));
    }

    [Fact]
    public void What_a_handler_achieved_while_the_store_was_away_counts_if_nobody_else_has_begun()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, _ => Task.Delay(TimeSpan.FromSeconds(50), process.Clock, CancellationToken.None)).Start();
        world.AdvanceSeconds(12);
        process.Store.Fault = _ => new StoreUnavailableException("away");
        world.AdvanceSeconds(60);
        Assert.True(process.Log.Has(EventIds.LeasesExpired));
        process.Store.Fault = _ => null;
        world.AdvanceSeconds(10);

        Assert.Equal((JobState.Succeeded, 1, 0, 0), Fate(job));
    }

    [Fact]
    public void Jobs_that_were_claimed_and_not_begun_are_given_back_uncounted()
    {
        JobId[] jobs = world.EnqueueMany(2);
        SimulatedProcess process = Working(TimeSpan.FromMinutes(2));
        process.Options.DefaultConcurrency = 1;
        process.Options.PrefetchLimit = 1;
        process.Start();
        world.AdvanceSeconds(12);
        process.Store.Fault = _ => new StoreUnavailableException("away");
        world.Advance(LongerThanALease);
        process.Store.Fault = _ => null;
        world.AdvanceSeconds(400);

        Assert.All(jobs, job => Assert.Equal((JobState.Succeeded, 0), (world.StateOf(job), world.Find(job).Crashes)));
    }

    [Fact]
    public void After_a_break_a_node_gives_the_others_the_time_of_a_lease_before_it_reaps()
    {
        JobId job = world.Enqueue();
        SimulatedProcess dead = Working(TimeSpan.FromHours(1)).Start();
        SimulatedProcess survivor = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();
        world.AdvanceSeconds(12);
        dead.Kill();
        survivor.Store.Fault = _ => new StoreUnavailableException("away");
        world.Advance(LongerThanALease);
        survivor.Store.Fault = _ => null;
        world.AdvanceSeconds(25);
        Assert.Equal(JobState.Running, world.StateOf(job));
        world.AdvanceSeconds(20);

        Assert.Equal((JobState.Succeeded, 1, 1, 0), Fate(job));
    }

    [Fact]
    public void A_node_that_must_not_reap_lets_another_have_the_duty()
    {
        JobId job = world.Enqueue();
        SimulatedProcess dead = Working(TimeSpan.FromHours(1)).Start();
        SimulatedProcess deaf = world.Process().Start();
        SimulatedProcess healthy = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();
        world.AdvanceSeconds(12);
        dead.Kill();
        deaf.Store.Fault = call => call == "heartbeat" ? new StoreUnavailableException("away") : null;
        world.AdvanceSeconds(60);

        Assert.Equal((JobState.Succeeded, 1, 1, 0), Fate(job));
        Assert.Contains("reap", healthy.Store.Calls);
    }

    private SimulatedProcess Working(TimeSpan duration)
    {
        SimulatedProcess process = world.Process();
        return process.Handle(EngineWorld.Work, context => Task.Delay(duration, process.Clock, context.CancellationToken));
    }

    private (JobState State, int Attempt, int Crashes, int Interruptions) Fate(JobId id)
    {
        Job job = world.Find(id);
        return (job.State, job.Attempt, job.Crashes, job.Interruptions);
    }
}
