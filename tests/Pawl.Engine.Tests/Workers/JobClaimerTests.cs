using Pawl.Engine.Tests.World;
using Pawl.Storage;

namespace Pawl.Engine.Tests.Workers;

public sealed class JobClaimerTests
{
    private readonly EngineWorld world = new();

    [Fact]
    public void The_first_claim_asks_for_free_slots_only()
    {
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();

        ClaimRequest first = Assert.Single(process.Store.Claims);
        Assert.Equal((4, 0), (first.FreeSlots, first.Prefetch));
        Assert.Equal([EngineWorld.Work], first.Types);
    }

    [Fact]
    public void Quick_handlers_are_prefetched_up_to_the_limit()
    {
        world.EnqueueMany(10_000);
        SimulatedProcess process = world.Process();
        process.Options.PrefetchLimit = 500;
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();

        Assert.Contains(process.Store.Claims, claim => claim.Prefetch == 500);
        Assert.DoesNotContain(process.Store.Claims, claim => claim.FreeSlots + claim.Prefetch > 504);
        Assert.InRange(process.Store.Claims.Count, 20, 60);
    }

    [Fact]
    public void Slow_handlers_are_not_prefetched()
    {
        JobId[] jobs = world.EnqueueMany(40);
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, _ => Task.Delay(TimeSpan.FromSeconds(1), process.Clock)).Start();
        world.AdvanceSeconds(10);

        Assert.All(jobs, job => Assert.Equal(JobState.Succeeded, world.StateOf(job)));
        Assert.All(process.Store.Claims, claim => Assert.Equal(0, claim.Prefetch));
        Assert.All(process.Store.ClaimedCounts, count => Assert.InRange(count, 0, 4));
    }

    [Fact]
    public void The_next_claim_is_on_its_way_while_half_of_the_prefetched_jobs_still_wait()
    {
        world.EnqueueMany(5_000);
        SimulatedProcess process = world.Process();
        process.Options.PrefetchLimit = 100;
        List<int> running = [];
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();

        // A claim that asks for less than the whole prefetch was made while the rest was still waiting.
        Assert.Contains(process.Store.Claims, claim => claim is { FreeSlots: 0, Prefetch: >= 50 and < 100 });
    }

    [Fact]
    public void An_empty_queue_is_looked_at_once_an_interval()
    {
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();
        int before = process.Store.Claims.Count;
        world.AdvanceSeconds(10);

        Assert.Equal(10, process.Store.Claims.Count - before);
    }

    [Fact]
    public void A_hint_brings_a_job_to_its_handler_without_time_passing()
    {
        world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();
        JobId job = world.Enqueue();
        world.RunUntilIdle();

        Assert.Equal(JobState.Succeeded, world.StateOf(job));
    }

    [Fact]
    public void A_hint_for_another_queue_wakes_nobody()
    {
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();
        world.Enqueue(with: job => job with { Queue = "other" });
        world.RunUntilIdle();

        Assert.Single(process.Store.Claims);
    }

    [Fact]
    public void A_hint_that_comes_during_a_claim_is_not_lost()
    {
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask);
        process.Store.Hold("claim");
        process.Start();
        JobId job = world.Enqueue();
        process.Store.Release("claim");
        world.RunUntilIdle();

        Assert.Equal(JobState.Succeeded, world.StateOf(job));
    }

    [Fact]
    public void A_full_worker_claims_again_when_a_slot_is_free()
    {
        JobId[] jobs = world.EnqueueMany(6);
        SimulatedProcess process = world.Process();
        process.Options.PollInterval = TimeSpan.FromMinutes(1);
        process.Handle(EngineWorld.Work, _ => Task.Delay(TimeSpan.FromSeconds(3), process.Clock)).Start();
        world.AdvanceSeconds(6.1);

        Assert.All(jobs, job => Assert.Equal(JobState.Succeeded, world.StateOf(job)));
    }

    [Fact]
    public void Each_queue_has_its_own_concurrency()
    {
        int running = 0;
        var most = new Dictionary<string, int> { ["a"] = 0, ["b"] = 0 };
        var now = new Dictionary<string, int> { ["a"] = 0, ["b"] = 0 };
        for (int i = 0; i < 20; i++)
        {
            world.Enqueue(with: job => job with { Queue = i % 2 == 0 ? "a" : "b" });
        }

        SimulatedProcess process = world.Process();
        process.Options.Queues["a"] = 1;
        process.Options.Queues["b"] = 3;
        process.Handle(EngineWorld.Work, async context =>
        {
            string queue = context.Queue.Value;
            most[queue] = Math.Max(most[queue], ++now[queue]);
            await Task.Delay(TimeSpan.FromSeconds(1), process.Clock);
            now[queue]--;
            running++;
        }).Start();
        world.AdvanceSeconds(15);

        Assert.Equal((1, 3, 20), (most["a"], most["b"], running));
    }

    [Fact]
    public void A_store_that_is_away_is_asked_again_and_again_and_work_goes_on_by_itself()
    {
        SimulatedProcess process = world.Process();
        process.Store.Fault = call => call == "claim" ? new StoreUnavailableException("away") : null;
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();
        JobId job = world.Enqueue();
        world.AdvanceSeconds(60);
        Assert.InRange(process.Store.Claims.Count, 12, 40);

        process.Store.Fault = _ => null;
        world.AdvanceSeconds(5);
        Assert.Equal(JobState.Succeeded, world.StateOf(job));
    }

    [Fact]
    public void A_job_without_a_handler_is_parked_and_runs_when_one_comes()
    {
        JobId orphan = world.Enqueue("orphan");
        JobId job = world.Enqueue();
        world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();
        Assert.Equal((JobState.Waiting, JobState.Succeeded), (world.StateOf(orphan), world.StateOf(job)));

        world.Process().Handle("orphan", _ => Task.CompletedTask).Start();
        world.AdvanceSeconds(2);
        Assert.Equal(JobState.Succeeded, world.StateOf(orphan));
    }
}
