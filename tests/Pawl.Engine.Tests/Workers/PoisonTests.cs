using Pawl.Engine.Telemetry;
using Pawl.Engine.Tests.World;
using Pawl.Storage;

namespace Pawl.Engine.Tests.Workers;

/// <summary>Jobs that kill their process, and their neighbours, which must not be failed for it.</summary>
public sealed class PoisonTests
{
    private static readonly JobType Poison = new("poison");

    private readonly EngineWorld world = new();

    [Fact]
    public void A_job_that_kills_its_process_three_times_fails_and_its_neighbours_succeed()
    {
        JobId[] before = world.EnqueueMany(10);
        JobId poison = world.Enqueue(Poison);
        JobId[] after = world.EnqueueMany(10);
        int kills = 0;
        for (int life = 1; life <= 6; life++)
        {
            SimulatedProcess process = world.Process();
            bool isAlive = true;
            process.Handle(EngineWorld.Work, _ => Task.Delay(TimeSpan.FromSeconds(1), process.Clock));
            process.Handle(Poison, async _ =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), process.Clock);
                kills++;
                isAlive = false;
                process.Kill();
                await new TaskCompletionSource().Task;
            });
            process.Start();
            world.AdvanceSeconds(60);
            if (isAlive)
            {
                break;
            }
        }

        Job failed = world.Find(poison);
        Assert.Equal((JobState.Failed, 3, 3), (failed.State, failed.Crashes, kills));
        Assert.Equal(JobErrorCodes.KillsItsWorker, failed.Details!.Failures[^1].Error.Code);
        Assert.All(before.Concat(after), job => Assert.Equal(JobState.Succeeded, world.StateOf(job)));
    }

    [Fact]
    public void A_job_on_its_last_chance_runs_alone()
    {
        List<string> order = [];
        JobId last = MakeLastChance();
        JobId[] others = world.EnqueueMany(8);
        SimulatedProcess process = world.Process();
        int running = 0;
        int companions = 0;
        process.Handle(EngineWorld.Work, async context =>
        {
            running++;
            await Task.Delay(TimeSpan.FromSeconds(2), process.Clock);
            companions += context.JobId == last ? running - 1 : 0;
            order.Add(context.JobId == last ? "last" : "other");
            running--;
        }).Start();
        world.AdvanceSeconds(30);

        Assert.Equal(JobState.Succeeded, world.StateOf(last));
        Assert.All(others, job => Assert.Equal(JobState.Succeeded, world.StateOf(job)));
        Assert.Equal(0, companions);
    }

    [Fact]
    public void A_job_on_its_last_chance_is_not_held_while_others_run()
    {
        SimulatedProcess process = world.Process();
        world.Enqueue("long");
        process.Handle("long", _ => Task.Delay(TimeSpan.FromSeconds(20), process.Clock));
        process.Handle(EngineWorld.Work, _ => Task.Delay(TimeSpan.FromSeconds(1), process.Clock));
        process.Start();
        JobId last = MakeLastChance();
        world.AdvanceSeconds(5);

        // Were it held, the death of the long job's process would fail it for that.
        Assert.Equal((JobState.Queued, 2), (world.StateOf(last), world.Find(last).Crashes));
        world.AdvanceSeconds(20);
        Assert.Equal((JobState.Succeeded, 2), (world.StateOf(last), world.Find(last).Crashes));
    }

    [Fact]
    public void Two_jobs_on_their_last_chance_in_two_queues_run_one_after_the_other()
    {
        JobId one = MakeLastChance("one");
        JobId two = MakeLastChance("two");
        SimulatedProcess process = world.Process();
        process.Options.Queues["one"] = 2;
        process.Options.Queues["two"] = 2;
        int running = 0;
        int most = 0;
        process.Handle(EngineWorld.Work, async _ =>
        {
            most = Math.Max(most, ++running);
            await Task.Delay(TimeSpan.FromSeconds(3), process.Clock);
            running--;
        }).Start();
        Assert.Equal(
            [JobState.Queued, JobState.Running], new[] { world.StateOf(one), world.StateOf(two) }.Order());
        world.AdvanceSeconds(10);

        Assert.Equal((JobState.Succeeded, JobState.Succeeded, 1), (world.StateOf(one), world.StateOf(two), most));
    }

    [Fact]
    public void Work_goes_on_after_a_job_on_its_last_chance_whatever_became_of_it()
    {
        JobId last = MakeLastChance();
        JobId other = world.Enqueue("other");
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, _ => throw new FormatException(), RetryPolicy.None)
            .Handle("other", _ => Task.CompletedTask).Start();
        world.AdvanceSeconds(2);

        Assert.Equal((JobState.Failed, JobState.Succeeded), (world.StateOf(last), world.StateOf(other)));
    }

    [Fact]
    public void A_job_on_its_last_chance_that_ignores_its_token_does_not_keep_the_gate_closed()
    {
        var never = new TaskCompletionSource();
        MakeLastChance();
        JobId other = world.Enqueue("other");
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, _ => never.Task, RetryPolicy.None, TimeSpan.FromSeconds(5))
            .Handle("other", _ => Task.CompletedTask).Start();
        Assert.Equal(JobState.Queued, world.StateOf(other));
        world.AdvanceSeconds(40);

        Assert.Equal(JobState.Succeeded, world.StateOf(other));
    }

    [Fact]
    public void A_stop_while_a_job_waits_to_run_alone_gives_everything_back()
    {
        SimulatedProcess process = world.Process();
        JobId running = world.Enqueue("long");
        process.Handle("long", _ => Task.Delay(TimeSpan.FromSeconds(5), process.Clock));
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask);
        process.Start();
        JobId last = MakeLastChance();
        JobId other = world.Enqueue();
        world.AdvanceSeconds(2);
        process.Stop();
        world.AdvanceSeconds(5);

        Assert.True(process.Running.IsCompletedSuccessfully);
        world.Reopen();
        Assert.Equal(
            (JobState.Succeeded, JobState.Queued, JobState.Queued), (world.StateOf(running), world.StateOf(last), world.StateOf(other)));
        Assert.Equal(2, world.Find(last).Crashes);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_job_on_its_last_chance_whose_return_is_not_answered_is_given_back_again_and_runs_once_it_is_alone(bool isDone)
    {
        SimulatedProcess process = world.Process();
        JobId running = world.Enqueue("long");
        process.Handle("long", _ => Task.Delay(TimeSpan.FromSeconds(20), process.Clock));
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask);
        process.Start();
        LoseAnswers(process, isDone);
        JobId last = MakeLastChance();
        JobId other = world.Enqueue();
        world.AdvanceSeconds(1);
        Assert.Equal((isDone ? JobState.Queued : JobState.Running, JobState.Queued), (world.StateOf(last), world.StateOf(other)));
        KeepAnswers(process);
        world.AdvanceSeconds(30);

        Assert.All([running, last, other], job => Assert.Equal(JobState.Succeeded, world.StateOf(job)));
        Assert.Equal((2, 0), (world.Find(last).Crashes, world.Find(running).Crashes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_ending_of_a_job_that_ran_alone_is_sent_until_it_is_answered_and_nothing_starts_before(bool isDone)
    {
        JobId last = MakeLastChance();
        JobId other = world.Enqueue("other");
        SimulatedProcess process = world.Process();
        LoseAnswers(process, isDone);
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask).Handle("other", _ => Task.CompletedTask).Start();
        world.AdvanceSeconds(1);
        Assert.Equal((isDone ? JobState.Succeeded : JobState.Running, JobState.Queued), (world.StateOf(last), world.StateOf(other)));
        KeepAnswers(process);
        world.AdvanceSeconds(10);

        Assert.Equal((JobState.Succeeded, JobState.Succeeded), (world.StateOf(last), world.StateOf(other)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_process_stops_in_time_although_the_store_does_not_take_what_a_last_chance_waits_for(bool isAlone)
    {
        SimulatedProcess process = world.Process();
        process.Handle("long", _ => Task.Delay(TimeSpan.FromSeconds(2), process.Clock));
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask);
        process.Start();
        if (!isAlone)
        {
            world.Enqueue("long");
            world.RunUntilIdle();
        }

        process.Store.Fault = call => call == "complete" ? new StoreFullException("full") : null;
        MakeLastChance();
        world.AdvanceSeconds(1);
        process.Stop();
        world.AdvanceSeconds(40);

        Assert.True(process.Running.IsCompletedSuccessfully);
    }

    private static void LoseAnswers(SimulatedProcess process, bool isDone)
    {
        Exception? Lose(string call) => call == "complete" ? new OutcomeUnknownException("no answer") : null;
        process.Store.Fault = isDone ? _ => null : Lose;
        process.Store.LateFault = isDone ? Lose : _ => null;
    }

    private static void KeepAnswers(SimulatedProcess process)
    {
        process.Store.Fault = _ => null;
        process.Store.LateFault = _ => null;
    }

    /// <summary>Enqueues a job that has crashed twice: two processes claimed it and died.</summary>
    private JobId MakeLastChance(string queue = "default")
    {
        JobId job = world.Enqueue(with: job => job with { Queue = queue });
        world.CrashTwice(job);
        return job;
    }
}
