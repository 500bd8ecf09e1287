using Pawl.Engine.Telemetry;
using Pawl.Engine.Tests.World;
using Pawl.Storage;

namespace Pawl.Engine.Tests.Workers;

/// <summary>How a worker starts, loses its life and takes another, and stops.</summary>
public sealed class WorkerLoopTests
{
    private readonly EngineWorld world = new();

    [Fact]
    public void A_worker_says_whom_it_serves()
    {
        SimulatedProcess process = world.Process();
        process.Options.Queues["mail"] = 7;
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();

        Worker worker = Assert.Single(world.Workers());
        Assert.Equal(("process-1", "mail", 7), (worker.NodeName, worker.Queue.Value, worker.Concurrency));
    }

    [Fact]
    public void A_process_without_handlers_has_no_worker()
    {
        world.Process().Start();

        Assert.Empty(world.Workers());
    }

    [Fact]
    public void A_stop_lets_running_handlers_end_and_their_endings_are_recorded()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, _ => Task.Delay(TimeSpan.FromSeconds(10), process.Clock)).Start();
        process.Stop();
        world.AdvanceSeconds(9);
        Assert.False(process.Running.IsCompleted);

        world.AdvanceSeconds(2);
        Assert.True(process.Running.IsCompletedSuccessfully);
        world.Reopen();
        Assert.Equal(JobState.Succeeded, world.StateOf(job));
        Assert.Empty(world.Workers());
    }

    [Fact]
    public void A_stop_gives_back_what_has_not_started_at_once_and_nothing_is_spent()
    {
        JobId[] jobs = world.EnqueueMany(60);
        SimulatedProcess process = world.Process();
        process.Options.DefaultConcurrency = 1;
        process.Handle(EngineWorld.Work, context =>
            context.JobId == jobs[20] ? Task.Delay(TimeSpan.FromSeconds(10), process.Clock) : Task.CompletedTask).Start();
        JobId[] prefetched = [.. jobs.Where(job => world.StateOf(job) == JobState.Running && job != jobs[20])];
        Assert.NotEmpty(prefetched);

        process.Stop();
        Assert.All(prefetched, job => Assert.Equal(JobState.Queued, world.StateOf(job)));
        world.AdvanceSeconds(11);
        world.Reopen();
        Assert.Equal(JobState.Succeeded, world.StateOf(jobs[20]));
        Assert.All(prefetched, job => Assert.Equal(
            (JobState.Queued, 0, 0, 0),
            (world.StateOf(job), world.Find(job).Attempt, world.Find(job).Crashes, world.Find(job).Interruptions)));
    }

    [Fact]
    public void A_stop_fires_tokens_after_the_drain_and_who_obeys_is_interrupted_and_spends_no_attempt()
    {
        CancellationReason? reason = null;
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, async context =>
        {
            try
            {
                await JobRunnerTests.Wait(process, TimeSpan.FromHours(1), context);
            }
            finally
            {
                reason = context.CancellationReason;
            }
        }).Start();
        process.Stop();
        world.AdvanceSeconds(24.9);
        Assert.Null(reason);
        world.AdvanceSeconds(0.2);

        Assert.Equal(CancellationReason.Shutdown, reason);
        Assert.True(process.Running.IsCompletedSuccessfully);
        world.Reopen();
        Job given = world.Find(job);
        Assert.Equal((JobState.Queued, 0, 1, 0), (given.State, given.Attempt, given.Interruptions, given.Crashes));
    }

    [Fact]
    public void A_handler_that_fails_on_its_own_during_shutdown_spends_its_attempt()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, async context =>
        {
            try
            {
                await JobRunnerTests.Wait(process, TimeSpan.FromHours(1), context);
            }
            catch (OperationCanceledException exception)
            {
                throw new FormatException("failed to tidy up", exception);
            }
        }).Start();
        process.Stop();
        world.AdvanceSeconds(26);
        world.Reopen();

        Assert.Equal((JobState.Retrying, 0), (world.StateOf(job), world.Find(job).Interruptions));
    }

    [Fact]
    public void A_handler_that_ignores_shutdown_does_not_keep_the_process_alive()
    {
        var never = new TaskCompletionSource();
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, _ => never.Task).Start();
        process.Stop();
        world.AdvanceSeconds(29);

        Assert.True(process.Running.IsCompletedSuccessfully);
        world.Reopen();
        Assert.Equal((JobState.Queued, 1), (world.StateOf(job), world.Find(job).Interruptions));
        Assert.True(process.Log.Has(EventIds.HandlerLeaks));
    }

    [Fact]
    public void Leases_live_until_the_drain_is_over()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.NodeOptions.LeaseDuration = TimeSpan.FromSeconds(3);
        process.Handle(EngineWorld.Work, _ => Task.Delay(TimeSpan.FromSeconds(20), process.Clock)).Start();
        SimulatedProcess other = world.Process().Handle("other", _ => Task.CompletedTask).Start();
        process.Stop();
        world.AdvanceSeconds(21);

        world.Reopen();
        Assert.Equal((JobState.Succeeded, 0), (world.StateOf(job), world.Find(job).Crashes));
        Assert.False(other.Running.IsCompleted);
    }

    [Fact]
    public void Nothing_is_claimed_after_a_stop()
    {
        JobId running = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, _ => Task.Delay(TimeSpan.FromSeconds(10), process.Clock)).Start();
        process.Stop();
        int before = process.Store.Claims.Count;
        world.Enqueue();
        world.AdvanceSeconds(11);

        Assert.Equal(before, process.Store.Claims.Count);
        world.Reopen();
        Assert.Equal(JobState.Succeeded, world.StateOf(running));
    }

    [Fact]
    public void What_a_claim_brings_after_a_stop_is_given_back()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask);
        process.Store.Hold("claim");
        process.Start();
        process.Stop();
        process.Store.Release("claim");
        world.AdvanceSeconds(1);

        Assert.True(process.Running.IsCompletedSuccessfully);
        world.Reopen();
        Assert.Equal((JobState.Queued, 0, 0), (world.StateOf(job), world.Find(job).Attempt, world.Find(job).Crashes));
        Assert.Contains(process.Store.Batches.SelectMany(batch => batch), completion => completion.Outcome is JobOutcome.Released);
    }

    [Fact]
    public void A_worker_that_was_taken_for_dead_stops_its_attempts_and_goes_on_under_another_identity()
    {
        List<CancellationReason?> reasons = [];
        int runs = 0;
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, async context =>
        {
            if (++runs == 2)
            {
                return;
            }

            try
            {
                await JobRunnerTests.Wait(process, TimeSpan.FromHours(1), context);
            }
            finally
            {
                reasons.Add(context.CancellationReason);
            }
        }).Start();
        WorkerId before = Assert.Single(world.Workers()).Id;

        // The store's time leaps, as after a suspend: the lease is over before anyone could have renewed it.
        world.Clock.Jump(TimeSpan.FromMinutes(5));
        world.AdvanceSeconds(20);

        Assert.Equal([CancellationReason.LeaseLost], reasons);
        Assert.Equal((JobState.Succeeded, 1, 2), (world.StateOf(job), world.Find(job).Crashes, runs));
        Assert.NotEqual(before, Assert.Single(world.Workers()).Id);
        Assert.True(process.Log.Has(EventIds.WorkerLost));
    }

    [Fact]
    public void Jobs_that_were_claimed_under_a_lost_lease_are_not_started()
    {
        var gate = new TaskCompletionSource();
        JobId[] jobs = world.EnqueueMany(40);
        var runs = jobs.ToDictionary(job => job, _ => 0);
        SimulatedProcess process = world.Process();
        process.Options.DefaultConcurrency = 1;
        process.Handle(EngineWorld.Work, context =>
        {
            runs[context.JobId]++;
            return context.JobId == jobs[10] && runs[jobs[10]] == 1 ? gate.Task : Task.CompletedTask;
        }).Start();
        Assert.Equal(JobState.Running, world.StateOf(jobs[15]));

        world.Clock.Jump(TimeSpan.FromMinutes(5));
        world.AdvanceSeconds(120);

        Assert.All(jobs, job => Assert.Equal(JobState.Succeeded, world.StateOf(job)));
        Assert.All(jobs.Where(job => job != jobs[10]), job => Assert.Equal(1, runs[job]));
    }

    [Fact]
    public void A_defect_in_one_part_ends_the_whole_and_is_told()
    {
        SimulatedProcess process = world.Process();
        process.Store.Fault = call => call == "complete" ? new StoreCorruptException("damaged") : null;
        world.EnqueueMany(3);
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();
        world.AdvanceSeconds(60);

        Assert.IsType<StoreCorruptException>(process.Running.Exception!.InnerException);
        Assert.True(process.Log.Has(EventIds.LoopFailed));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void Whatever_the_order_of_steps_every_job_succeeds_once(ulong seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var shuffled = new EngineWorld(seed);
        JobId[] jobs = shuffled.EnqueueMany(300);
        var successes = new Dictionary<JobId, int>();
        for (int i = 0; i < 3; i++)
        {
            SimulatedProcess process = shuffled.Process();
            process.Handle(EngineWorld.Work, async context =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(context.JobId.Value % 200), process.Clock);
                if (context.Attempt == 1 && context.JobId.Value % 5 == 0)
                {
                    throw new FormatException();
                }

                await context.CompleteAsync(
                    _ => successes[context.JobId] = successes.GetValueOrDefault(context.JobId) + 1, CancellationToken.None);
            }).Start();
        }

        shuffled.AdvanceSeconds(60);
        Assert.All(jobs, job => Assert.Equal((JobState.Succeeded, 1), (shuffled.StateOf(job), successes[job])));
    }
}
