using Pawl.Engine.Telemetry;
using Pawl.Engine.Tests.World;
using Pawl.Storage;

namespace Pawl.Engine.Tests.Nodes;

public sealed class NodeRuntimeTests
{
    private readonly EngineWorld world = new();

    [Fact]
    public void A_stop_ends_workers_then_the_membership_then_the_store()
    {
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();
        world.AdvanceSeconds(1);
        process.Stop();

        Assert.True(process.Running.IsCompletedSuccessfully);
        Assert.Equal(["remove", "leave"], process.Store.Calls.TakeLast(2));
        ValueTask<IReadOnlyList<Worker>> asked = world.Store.ListWorkersAsync(TestContext.Current.CancellationToken);
        Assert.True(asked.IsFaulted);
    }

    [Fact]
    public void A_stop_before_the_node_has_joined_ends_it_as_well()
    {
        SimulatedProcess process = world.Process();
        process.Store.Hold("join");
        process.Start();
        process.Stop();
        process.Store.Release("join");
        world.AdvanceSeconds(1);

        Assert.True(process.Running.IsCompletedSuccessfully);
        Assert.Equal(["join", "leave"], process.Store.Calls);
    }

    [Fact]
    public void A_store_that_stops_itself_ends_the_process_with_its_reason()
    {
        CancellationReason? reason = null;
        world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, async context =>
        {
            try
            {
                await Task.Delay(TimeSpan.FromHours(1), process.Clock, context.CancellationToken);
            }
            finally
            {
                reason = context.CancellationReason;
            }
        }).Start();
        var failure = new OutcomeUnknownException("the disk failed");
        world.Store.Fail(failure);
        world.AdvanceSeconds(5);

        Assert.Same(failure, process.Running.Exception!.InnerException);
        Assert.Equal(CancellationReason.LeaseLost, reason);
        Assert.True(process.Log.Has(EventIds.StoreFailed));
    }

    [Fact]
    public void A_store_that_stops_itself_does_not_wait_for_handlers_that_ignore_their_tokens()
    {
        var never = new TaskCompletionSource();
        world.Enqueue();
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => never.Task).Start();
        world.Store.Fail(new OutcomeUnknownException("the disk failed"));
        world.AdvanceSeconds(5);

        Assert.True(process.Running.IsFaulted);
    }

    [Fact]
    public void A_store_that_cannot_be_opened_is_told_at_once()
    {
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask);
        process.Store.Fault = call => call == "join" ? new StoreOwnedException("the store", "another") : null;
        process.Start();

        Assert.IsType<StoreOwnedException>(process.Running.Exception!.InnerException);
    }

    [Fact]
    public void Two_processes_share_a_queue_and_one_that_dies_leaves_its_jobs_to_the_other()
    {
        JobId[] jobs = world.EnqueueMany(8);
        SimulatedProcess doomed = world.Process();
        doomed.Handle(EngineWorld.Work, _ => Task.Delay(TimeSpan.FromSeconds(5), doomed.Clock)).Start();
        SimulatedProcess heir = world.Process();
        heir.Handle(EngineWorld.Work, _ => Task.Delay(TimeSpan.FromSeconds(5), heir.Clock)).Start();
        Assert.All(jobs, job => Assert.Equal(JobState.Running, world.StateOf(job)));

        doomed.Kill();
        world.AdvanceSeconds(60);

        Assert.All(jobs, job => Assert.Equal(JobState.Succeeded, world.StateOf(job)));
        Assert.Equal(4, jobs.Sum(job => world.Find(job).Crashes));
    }
}
