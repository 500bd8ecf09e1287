using Pawl.Engine.Telemetry;
using Pawl.Engine.Tests.World;
using Pawl.Storage;

namespace Pawl.Engine.Tests.Workers;

/// <summary>A claim that is not answered, done or not, costs nobody anything.</summary>
public sealed class UnansweredClaimTests
{
    private readonly EngineWorld world = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_it_took_runs_soon_and_nothing_is_counted(bool isDone)
    {
        JobId[] jobs = world.EnqueueMany(3);
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask);
        LoseAnswers(process, "claim", isDone, times: 1);
        process.Start();
        world.AdvanceSeconds(2);

        Assert.All(jobs, job => Assert.Equal(
            (JobState.Succeeded, 1, 0), (world.StateOf(job), world.Find(job).Attempt, world.Find(job).Crashes)));
        Assert.Single(world.Workers());
        Assert.True(process.Log.Has(EventIds.WorkerClosed));
        Assert.False(process.Log.Has(EventIds.WorkerLost));
    }

    [Fact]
    public void What_runs_goes_on_and_its_worker_is_renewed_until_it_has_ended()
    {
        JobContext? seen = null;
        JobId running = world.Enqueue("long");
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask);
        process.Handle("long", context =>
        {
            seen = context;
            return Task.Delay(TimeSpan.FromMinutes(5), process.Clock);
        }).Start();
        LoseAnswers(process, "claim", isDone: true, times: 1);
        JobId other = world.Enqueue();
        world.AdvanceSeconds(240);
        Assert.Equal((JobState.Succeeded, 0), (world.StateOf(other), world.Find(other).Crashes));
        Assert.Equal((JobState.Running, null), (world.StateOf(running), seen!.CancellationReason));
        Assert.Equal(2, world.Workers().Count);

        world.AdvanceSeconds(70);
        Assert.Equal((JobState.Succeeded, 1), (world.StateOf(running), world.Find(running).Attempt));
        Assert.Single(world.Workers());
    }

    [Fact]
    public void What_waits_for_a_slot_is_held_and_runs_once()
    {
        var first = new TaskCompletionSource();
        JobId[] jobs = world.EnqueueMany(40);
        var runs = jobs.ToDictionary(job => job, _ => 0);
        SimulatedProcess process = world.Process();
        process.Options.DefaultConcurrency = 1;
        process.Handle(EngineWorld.Work, context =>
        {
            runs[context.JobId]++;
            return context.JobId == jobs[10] ? first.Task : Task.CompletedTask;
        }).Start();
        JobId[] held = [.. jobs.Where(job => world.StateOf(job) == JobState.Running)];
        Assert.True(held.Length > 1);
        LoseAnswers(process, "claim", isDone: true, times: 1);
        first.SetResult();
        world.AdvanceSeconds(10);

        Assert.All(jobs, job => Assert.Equal(
            (JobState.Succeeded, 1, 0), (world.StateOf(job), runs[job], world.Find(job).Crashes)));
    }

    [Fact]
    public void What_has_ended_and_is_not_recorded_yet_is_held_and_does_not_run_again()
    {
        int runs = 0;
        JobId ended = world.Enqueue("once");
        SimulatedProcess process = world.Process();
        process.Options.DefaultConcurrency = 2;
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask).Handle("once", _ =>
        {
            runs++;
            return Task.CompletedTask;
        });
        process.Store.Fault = call => call == "complete" ? new StoreUnavailableException("away") : null;
        process.Start();
        LoseAnswers(process, "claim", isDone: true, times: 1);
        world.Enqueue();
        world.AdvanceSeconds(2);
        Assert.Equal(ended, Assert.Single(Assert.Single(process.Store.Closings)).Job);

        process.Store.Fault = _ => null;
        world.AdvanceSeconds(10);
        Assert.Equal((JobState.Succeeded, 1), (world.StateOf(ended), runs));
        Assert.Single(world.Workers());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_close_is_sent_until_it_is_answered(bool isDone)
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask);
        LoseAnswers(process, "claim", isDone: true, times: 1);
        LoseAnswers(process, "close", isDone, times: 4);
        process.Start();
        world.AdvanceSeconds(20);

        Assert.Equal(5, process.Store.Closings.Count);
        Assert.Equal((JobState.Succeeded, 0), (world.StateOf(job), world.Find(job).Crashes));
        Assert.Single(world.Workers());
    }

    [Fact]
    public void Work_goes_on_while_the_close_is_not_answered()
    {
        JobId taken = world.Enqueue();
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask);
        LoseAnswers(process, "claim", isDone: true, times: 1);
        process.Store.Hold("close");
        process.Start();
        JobId other = world.Enqueue();
        world.AdvanceSeconds(60);
        Assert.Equal((JobState.Running, JobState.Succeeded), (world.StateOf(taken), world.StateOf(other)));

        process.Store.Release("close");
        world.AdvanceSeconds(1);
        Assert.Equal((JobState.Succeeded, 0), (world.StateOf(taken), world.Find(taken).Crashes));
    }

    [Fact]
    public void A_lease_that_ends_before_the_close_is_answered_is_a_crash()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask);
        LoseAnswers(process, "claim", isDone: true, times: 1);
        process.Store.Fault = call => call is "close" or "heartbeat" ? new StoreUnavailableException("away") : null;
        process.Start();
        world.AdvanceSeconds(29);
        process.Store.Fault = call => call is "close" ? new StoreUnavailableException("away") : null;
        world.AdvanceSeconds(20);

        Assert.Equal((JobState.Succeeded, 1), (world.StateOf(job), world.Find(job).Crashes));
        Assert.Single(world.Workers());
    }

    [Fact]
    public void A_stop_gives_back_what_the_last_claim_took()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask);
        process.Store.Hold("claim");
        process.Start();
        process.Stop();
        LoseAnswers(process, "claim", isDone: true, times: 1);
        LoseAnswers(process, "close", isDone: false, times: 2);
        process.Store.Release("claim");
        world.AdvanceSeconds(3);

        Assert.True(process.Running.IsCompletedSuccessfully);
        world.Reopen();
        Assert.Equal((JobState.Queued, 0), (world.StateOf(job), world.Find(job).Crashes));
        Assert.Empty(world.Workers());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_process_stops_in_time_although_the_close_is_not_answered(bool storeHangs)
    {
        world.Enqueue();
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask);
        LoseAnswers(process, "claim", isDone: true, times: 1);
        if (storeHangs)
        {
            process.Store.Hold("close");
        }
        else
        {
            process.Store.Fault = call => call == "close" ? new StoreUnavailableException("away") : null;
        }

        process.Start();
        world.AdvanceSeconds(1);
        process.Stop();
        world.AdvanceSeconds(4);

        Assert.True(process.Running.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_store_that_answers_neither_claims_nor_closes_is_not_asked_for_ever_more_workers()
    {
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask);
        LoseAnswers(process, "claim", isDone: true, times: 1_000);
        process.Store.Fault = call => call == "close" ? new StoreUnavailableException("away") : null;
        process.Start();
        world.AdvanceSeconds(600);
        Assert.Equal(8, world.Workers().Count);

        JobId job = world.Enqueue();
        process.Store.Fault = _ => null;
        process.Store.LateFault = _ => null;
        world.AdvanceSeconds(20);
        Assert.Equal((JobState.Succeeded, 0), (world.StateOf(job), world.Find(job).Crashes));
        Assert.Single(world.Workers());
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    [InlineData(true, 2)]
    public void A_job_on_its_last_chance_comes_back_without_another_crash(bool isDone, int lostClaim)
    {
        SimulatedProcess process = world.Process();
        JobId running = world.Enqueue("long");
        process.Handle("long", _ => Task.Delay(TimeSpan.FromSeconds(20), process.Clock));
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask);
        process.Start();
        LoseAnswers(process, "claim", isDone, times: 1, after: lostClaim - 1);
        JobId last = world.Enqueue();
        world.CrashTwice(last);
        JobId other = world.Enqueue();
        world.AdvanceSeconds(30);

        Assert.All([running, last, other], job => Assert.Equal(JobState.Succeeded, world.StateOf(job)));
        Assert.Equal((2, 0, 0), (world.Find(last).Crashes, world.Find(running).Crashes, world.Find(other).Crashes));
        Assert.Single(process.Store.Closings);
    }

    [Fact]
    public void What_waits_under_a_closed_worker_is_told_of_its_cancellation_at_its_start()
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
        });
        process.Start();
        JobId waiting = jobs.Last(job => world.StateOf(job) == JobState.Running);
        LoseAnswers(process, "claim", isDone: true, times: 1);
        world.AdvanceSeconds(5);
        Assert.Single(process.Store.Closings);
        world.Cancel(waiting, "not needed");
        world.RunUntilIdle();
        first.SetResult();
        world.AdvanceSeconds(5);

        Assert.Equal([waiting], cancelled);
    }

    /// <summary>Answers to a few calls of an operation go lost, some calls from now.</summary>
    private static void LoseAnswers(SimulatedProcess process, string operation, bool isDone, int times, int after = 0)
    {
        int calls = 0;
        Func<string, Exception?> others = isDone ? process.Store.LateFault : process.Store.Fault;
        Func<string, Exception?> fault = call =>
            call == operation && calls++ is var number && number >= after && number < after + times
                ? new OutcomeUnknownException("no answer")
                : others(call);
        if (isDone)
        {
            process.Store.LateFault = fault;
        }
        else
        {
            process.Store.Fault = fault;
        }
    }
}
