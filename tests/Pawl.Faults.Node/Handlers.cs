using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Pawl.Faults.Node.Jobs;

namespace Pawl.Faults.Node;

/// <summary>The handlers, each of which tells the journal when it begins and how it ends.</summary>
internal sealed class Handlers(Journal journal)
{
    private const int Steps = 4;
    private const int LongSteps = 40;
    private static readonly TimeSpan SlowDuration = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LongStepDuration = TimeSpan.FromMilliseconds(100);
    private static readonly RetryPolicy Soon = RetryPolicy.Fixed(maxAttempts: 5, TimeSpan.FromMilliseconds(10));

    private int endless;
    private int ticks;

    /// <summary>How many handlers wait for the process to stop.</summary>
    public int Endless => Volatile.Read(ref endless);

    /// <summary>How many jobs of schedules were begun.</summary>
    public int Ticks => Volatile.Read(ref ticks);

    public void Map(IHost app)
    {
        app.MapJob((PlainJob job, JobContext context) => RunAsync(job, context, NothingAsync));
        app.MapJob((GoneJob job, JobContext context) => RunAsync(job, context, NothingAsync));
        app.MapJob((FollowJob job, JobContext context) => RunAsync(job, context, NothingAsync));
        app.MapJob((SlowJob job, JobContext context) => RunAsync(job, context, WaitAsync));
        app.MapJob((StepsJob job, JobContext context) => RunAsync(job, context, running => TakeStepsAsync(running, Steps, TimeSpan.Zero)));
        app.MapJob((LongJob job, JobContext context) => RunAsync(job, context, TakeLongStepsAsync));
        app.MapJob((EffectJob job, JobContext context) => RunAsync(job, context, WriteEffectAsync));
        app.MapJob((EndlessJob job, JobContext context) => RunAsync(job, context, WaitForShutdownAsync));
        app.MapJob((StuckJob job, JobContext context) => RunAsync(job, context, IgnoreTokenAsync)).WithRetry(Soon);
        app.MapJob((PoisonJob job, JobContext context) => RunAsync(job, context, DieAsync));
        app.MapJob((TickJob job, JobContext context) => TickAsync(job, context));
        app.MapJob((FlakyJob job, JobContext context) => RunAsync(job, context, FailOnceAsync)).WithRetry(Soon);
        app.MapJob((DoomedJob job, JobContext context) => RunAsync(job, context, FailAsync)).WithRetry(Soon);
        app.MapJob<ResultJob, JobContext, string>(async (job, context) =>
        {
            await RunAsync(job, context, NothingAsync);
            return job.Origin;
        });
    }

    private async Task RunAsync(TracedJob job, JobContext context, Func<JobContext, Task> work)
    {
        long id = context.JobId.Value;
        long token = context.Token.Value;
        journal.Write($"start {id} {context.Attempt} {token} {job.Origin} {job.Index} {TracedJob.HashOf(job.Filler)}");
        string how = "threw";
        try
        {
            await work(context);
            how = "returned";
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            how = "stopped";
            throw;
        }
        catch (LeaseLostException)
        {
            journal.Write($"stale {id} {token}");
            throw;
        }
        finally
        {
            journal.Write($"end {id} {token} {how}");
        }
    }

    /// <summary>Writes down which tick it is told that it is for.</summary>
    private Task TickAsync(TickJob job, JobContext context)
    {
        if (context.Tick is { } tick)
        {
            long at = (tick.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            journal.Write($"tick {context.JobId.Value} {context.Token.Value} {tick.Schedule} {at}");
        }

        Interlocked.Increment(ref ticks);
        return RunAsync(
            job,
            context,
            running => Task.Delay(TimeSpan.FromMilliseconds(job.Milliseconds), TimeProvider.System, running.CancellationToken));
    }

    private static Task NothingAsync(JobContext context) => Task.CompletedTask;

    private static Task WaitAsync(JobContext context) => Task.Delay(SlowDuration, TimeProvider.System, context.CancellationToken);

    private static Task FailOnceAsync(JobContext context) =>
        context.Attempt > 1 ? Task.CompletedTask : throw new InvalidOperationException("The first attempt fails by plan.");

    private static Task FailAsync(JobContext context) => throw new InvalidOperationException("Each attempt fails by plan.");

    private Task TakeLongStepsAsync(JobContext context) => TakeStepsAsync(context, LongSteps, LongStepDuration);

    private async Task TakeStepsAsync(JobContext context, int steps, TimeSpan pause)
    {
        long id = context.JobId.Value;
        long token = context.Token.Value;
        int step = context.GetCheckpoint<int>();
        journal.Write($"resume {id} {token} {step}");
        while (step < steps)
        {
            await Task.Delay(pause, TimeProvider.System, context.CancellationToken);
            step++;
            journal.Write($"saving {id} {token} {step}");
            await context.SaveCheckpointAsync(step, context.CancellationToken);
            journal.Write($"saved {id} {token} {step}");
        }
    }

    private async Task WriteEffectAsync(JobContext context)
    {
        long id = context.JobId.Value;
        long token = context.Token.Value;
        journal.Write($"asking {id} {token}");
        await context.CompleteAsync(transaction =>
        {
            using DbCommand command = transaction.Connection.CreateCommand();
            command.CommandText = FormattableString.Invariant($"INSERT INTO effect (job_id, token) VALUES ({id}, {token})");
            command.ExecuteNonQuery();
            transaction.Enqueue(new FollowJob($"follow-{id}", 0));
            journal.Write($"completing {id} {token}");
        });
        journal.Write($"done {id} {token}");
    }

    private async Task WaitForShutdownAsync(JobContext context)
    {
        if (context.Token.Value == 1)
        {
            Interlocked.Increment(ref endless);
            await Task.Delay(Timeout.InfiniteTimeSpan, context.CancellationToken);
        }
    }

    /// <summary>What the token says is written down, since this never comes to its own end.</summary>
    private async Task IgnoreTokenAsync(JobContext context)
    {
        if (context.Token.Value == 1)
        {
            long id = context.JobId.Value;
            context.CancellationToken.Register(() => journal.Write($"end {id} 1 ignored"));
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Long enough for its neighbours to be running when it strikes.</summary>
    private static async Task DieAsync(JobContext context)
    {
        await Task.Delay(SlowDuration, TimeProvider.System, context.CancellationToken);
        Environment.FailFast("This job kills its worker.");
    }
}
