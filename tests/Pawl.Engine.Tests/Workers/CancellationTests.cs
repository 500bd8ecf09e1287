using Pawl.Engine.Tests.World;
using Pawl.Storage;

namespace Pawl.Engine.Tests.Workers;

/// <summary>Why a token fires, and what follows.</summary>
public sealed class CancellationTests
{
    private readonly EngineWorld world = new();

    [Fact]
    public void A_requested_cancellation_reaches_the_handler_at_once_and_ends_the_job_when_it_obeys()
    {
        JobContext? seen = null;
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, context =>
        {
            seen = context;
            return JobRunnerTests.Wait(process, TimeSpan.FromHours(1), context);
        }).Start();

        Assert.Null(seen!.CancellationReason);
        Assert.Equal(JobChange.Requested, world.Cancel(job, "not needed"));
        world.RunUntilIdle();

        Job cancelled = world.Find(job);
        Assert.Equal((JobState.Cancelled, "not needed"), (cancelled.State, cancelled.CancelReason));
        Assert.Equal(CancellationReason.Requested, seen.CancellationReason);
    }

    [Fact]
    public void A_lost_hint_costs_one_heartbeat_at_most()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Store.Fault = call => call == "heartbeat" ? new StoreUnavailableException("away") : null;
        process.Handle(EngineWorld.Work, context => JobRunnerTests.Wait(process, TimeSpan.FromHours(1), context)).Start();
        world.Cancel(job, "not needed");
        world.RunUntilIdle();
        Assert.Equal(JobState.Running, world.StateOf(job));

        process.Store.Fault = _ => null;
        world.Advance(process.NodeOptions.HeartbeatInterval);
        Assert.Equal(JobState.Cancelled, world.StateOf(job));
    }

    [Fact]
    public void A_job_that_is_cancelled_between_its_claim_and_its_start_is_told_at_its_start()
    {
        var first = new TaskCompletionSource();
        JobId[] jobs = world.EnqueueMany(40);
        List<JobId> cancelled = [];
        SimulatedProcess process = world.Process();
        process.Options.DefaultConcurrency = 1;
        process.Handle(EngineWorld.Work, context =>
        {
            if (context.CancellationReason == CancellationReason.Requested)
            {
                cancelled.Add(context.JobId);
            }

            return context.JobId == jobs[10] ? first.Task : Task.CompletedTask;
        }).Start();
        Assert.Equal((JobState.Running, JobState.Running), (world.StateOf(jobs[10]), world.StateOf(jobs[15])));

        world.Cancel(jobs[15], "not needed");
        world.RunUntilIdle();
        first.SetResult();
        world.RunUntilIdle();

        Assert.Equal([jobs[15]], cancelled);
    }

    [Fact]
    public void A_handler_that_ignores_a_request_is_given_up_and_its_job_is_cancelled()
    {
        var never = new TaskCompletionSource();
        JobId job = world.Enqueue();
        world.Process().Handle(EngineWorld.Work, _ => never.Task).Start();
        world.Cancel(job, "not needed");
        world.AdvanceSeconds(29);
        Assert.Equal(JobState.Running, world.StateOf(job));

        world.AdvanceSeconds(2);
        Assert.Equal(JobState.Cancelled, world.StateOf(job));
    }

    [Fact]
    public void A_handler_that_finishes_in_spite_of_a_request_succeeds()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, _ => Task.Delay(TimeSpan.FromSeconds(5), process.Clock)).Start();
        world.Cancel(job, "not needed");
        world.AdvanceSeconds(6);

        Assert.Equal(JobState.Succeeded, world.StateOf(job));
    }

    [Fact]
    public void The_first_reason_stands()
    {
        JobContext? seen = null;
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, async context =>
        {
            seen = context;
            await Task.Delay(TimeSpan.FromSeconds(12), process.Clock);
            context.CancellationToken.ThrowIfCancellationRequested();
        }, timeout: TimeSpan.FromSeconds(10)).Start();
        world.AdvanceSeconds(5);
        world.Cancel(job, "not needed");
        world.AdvanceSeconds(10);

        Assert.Equal(CancellationReason.Requested, seen!.CancellationReason);
        Assert.Equal(JobState.Cancelled, world.StateOf(job));
    }
}
