using Pawl.Engine.Telemetry;
using Pawl.Engine.Tests.World;
using Pawl.Storage;

namespace Pawl.Engine.Tests.Maintenance;

public sealed class DutyLoopTests
{
    private readonly EngineWorld world = new();

    [Fact]
    public void A_scheduled_job_starts_at_its_instant_and_not_before()
    {
        DateTimeOffset? startedAt = null;
        world.Process().Handle(EngineWorld.Work, _ =>
        {
            startedAt = world.Clock.Now;
            return Task.CompletedTask;
        }).Start();
        DateTimeOffset due = world.Clock.Now.AddMilliseconds(7_321);
        world.Enqueue(with: job => job with { Due = JobDue.At(due) });
        world.AdvanceSeconds(10);

        Assert.InRange(startedAt!.Value - due, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void A_hint_lets_a_job_that_is_due_soon_start_in_time_although_nothing_was_scheduled_before()
    {
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask);
        process.MaintenanceOptions.PromoteInterval = TimeSpan.FromMinutes(1);
        process.Start();
        world.AdvanceSeconds(5);
        JobId job = world.Enqueue(with: job => job with { Due = JobDue.After(TimeSpan.FromSeconds(3)) });
        world.AdvanceSeconds(3.01);

        Assert.Equal(JobState.Succeeded, world.StateOf(job));
    }

    [Fact]
    public void More_jobs_than_a_batch_holds_are_promoted_at_once()
    {
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask);
        process.MaintenanceOptions.BatchSize = 10;
        process.Start();
        JobId[] jobs = [.. Enumerable.Range(0, 95).Select(_ =>
            world.Enqueue(with: job => job with { Due = JobDue.After(TimeSpan.FromSeconds(5)) }))];
        world.AdvanceSeconds(5.01);

        Assert.All(jobs, job => Assert.Equal(JobState.Succeeded, world.StateOf(job)));
    }

    [Fact]
    public void The_reaper_looks_at_the_start_and_then_once_an_interval()
    {
        SimulatedProcess process = world.Process().Start();
        Assert.Single(process.Store.Calls, "reap");
        world.AdvanceSeconds(20.1);

        Assert.Equal(5, process.Store.Calls.Count(call => call == "reap"));
    }

    [Fact]
    public void Finished_jobs_past_their_retention_are_pruned()
    {
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();
        JobId job = world.Enqueue(with: job => job with { Retention = TimeSpan.FromMinutes(2) });
        world.AdvanceSeconds(100);
        Assert.NotNull(world.Find(job));
        world.AdvanceSeconds(90);

        Assert.Null(world.Find(job));
        Assert.True(process.Log.Has(EventIds.JobsPruned));
    }

    [Fact]
    public void Pruning_goes_on_at_once_while_anything_is_left_also_when_no_job_is()
    {
        for (int n = 0; n < 25; n++)
        {
            world.Enqueue(with: job => job with { IdempotencyKey = $"request-{n}" });
        }

        world.Clock.Advance(JobLimits.IdempotencyWindow);
        SimulatedProcess process = world.Process();
        process.MaintenanceOptions.BatchSize = 10;
        process.Start();
        world.AdvanceSeconds(1);

        Assert.Equal(3, process.Store.Calls.Count(call => call == "prune"));
    }

    [Fact]
    public void Only_one_of_two_nodes_does_a_duty_and_the_other_takes_it_over_when_that_one_dies()
    {
        SimulatedProcess first = world.Process().Start();
        SimulatedProcess second = world.Process().Start();
        world.AdvanceSeconds(60);
        Assert.DoesNotContain("promote", second.Store.Calls);

        first.Kill();
        world.AdvanceSeconds(10);
        Assert.Contains("promote", second.Store.Calls);
    }

    [Fact]
    public void A_duty_is_handed_over_at_once_by_who_stops()
    {
        SimulatedProcess first = world.Process().Start();
        SimulatedProcess second = world.Process().Start();
        world.AdvanceSeconds(2);
        first.Stop();
        world.Reopen();
        world.AdvanceSeconds(1.1);

        Assert.Contains("promote", second.Store.Calls);
    }

    [Fact]
    public void A_store_that_is_away_is_asked_again_with_growing_waits()
    {
        SimulatedProcess process = world.Process();
        process.Store.Fault = call => call == "reap" ? new StoreUnavailableException("away") : null;
        process.Start();
        world.AdvanceSeconds(60);
        Assert.InRange(process.Store.Calls.Count(call => call == "reap"), 12, 40);
        Assert.True(process.Log.Has(EventIds.DutyFailed));

        int before = process.Store.Calls.Count(call => call == "reap");
        process.Store.Fault = _ => null;
        world.AdvanceSeconds(30);
        Assert.InRange(process.Store.Calls.Count(call => call == "reap") - before, 5, 7);
    }
}
