using Pawl.Engine.Telemetry;
using Pawl.Engine.Tests.World;
using Pawl.Storage;

namespace Pawl.Engine.Tests.Workers;

public sealed class JobCompleterTests
{
    private readonly EngineWorld world = new();

    [Fact]
    public void Endings_that_come_while_a_batch_commits_go_out_as_one_batch()
    {
        world.EnqueueMany(4);
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask);
        process.Store.Hold("complete");
        process.Start();
        process.Store.Release("complete");
        world.RunUntilIdle();

        Assert.Equal(4, process.Store.Batches.Sum(batch => batch.Length));
        Assert.InRange(process.Store.Batches.Count, 1, 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_ending_waits_for_a_store_that_takes_none_and_is_recorded_once_it_does(bool isFull)
    {
        int runs = 0;
        JobId[] jobs = world.EnqueueMany(3);
        SimulatedProcess process = world.Process();
        process.Store.Fault = call => call != "complete" ? null
            : isFull ? new StoreFullException("full")
            : new StoreUnavailableException("away");
        process.Handle(EngineWorld.Work, _ =>
        {
            runs++;
            return Task.CompletedTask;
        }).Start();
        world.AdvanceSeconds(300);
        Assert.All(jobs, job => Assert.Equal(JobState.Running, world.StateOf(job)));
        Assert.True(process.Log.Has(EventIds.CompletionsDelayed));

        process.Store.Fault = _ => null;
        world.AdvanceSeconds(6);
        Assert.All(jobs, job => Assert.Equal(JobState.Succeeded, world.StateOf(job)));
        Assert.Equal(3, runs);
    }

    [Fact]
    public void A_batch_whose_outcome_is_unknown_is_sent_again_and_nothing_runs_twice()
    {
        int runs = 0;
        JobId[] jobs = world.EnqueueMany(3);
        SimulatedProcess process = world.Process();
        process.Store.LateFault = call => call == "complete" ? new OutcomeUnknownException("I/O error") : null;
        process.Handle(EngineWorld.Work, _ =>
        {
            runs++;
            return Task.CompletedTask;
        }).Start();
        process.Store.LateFault = _ => null;
        world.AdvanceSeconds(10);

        Assert.All(jobs, job => Assert.Equal((JobState.Succeeded, 3), (world.StateOf(job), runs)));
        Assert.True(process.Log.Has(EventIds.CompletionRefused));
    }

    [Fact]
    public void A_worker_stops_in_time_although_the_store_takes_no_endings()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Store.Fault = call => call == "complete" ? new StoreFullException("full") : null;
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();
        process.Stop();
        world.AdvanceSeconds(10);

        Assert.True(process.Running.IsCompletedSuccessfully);
        Assert.True(process.Log.Has(EventIds.CompletionsUnrecorded));
        world.Reopen();
        Assert.Equal(JobState.Running, world.StateOf(job));
    }

    [Fact]
    public void A_batch_has_a_bound()
    {
        world.EnqueueMany(9_000);
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();

        Assert.Equal(9_000, process.Store.Batches.Sum(batch => batch.Length));
        Assert.All(process.Store.Batches, batch => Assert.InRange(batch.Length, 1, 2_000));
    }
}
