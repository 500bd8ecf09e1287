using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Pawl.KillLoop.Program.Jobs;

namespace Pawl.KillLoop.Program;

/// <summary>The handlers, each of which tells the journal when it begins and how it ends.</summary>
internal sealed class Handlers(Journal journal)
{
    private const int Steps = 4;
    private static readonly TimeSpan SlowDuration = TimeSpan.FromMilliseconds(15);

    private int endless;

    /// <summary>How many handlers wait for the process to stop.</summary>
    public int Endless => Volatile.Read(ref endless);

    public void Map(IHost app)
    {
        app.MapJob((PlainJob job, JobContext context) => RunAsync(job, context, NothingAsync));
        app.MapJob((GoneJob job, JobContext context) => RunAsync(job, context, NothingAsync));
        app.MapJob((FollowJob job, JobContext context) => RunAsync(job, context, NothingAsync));
        app.MapJob((SlowJob job, JobContext context) => RunAsync(job, context, WaitAsync));
        app.MapJob((StepsJob job, JobContext context) => RunAsync(job, context, TakeStepsAsync));
        app.MapJob((EffectJob job, JobContext context) => RunAsync(job, context, WriteEffectAsync));
        app.MapJob((EndlessJob job, JobContext context) => RunAsync(job, context, WaitForShutdownAsync));
        app.MapJob((PoisonJob job, JobContext context) => RunAsync(job, context, DieAsync));
        app.MapJob((FlakyJob job, JobContext context) => RunAsync(job, context, FailOnceAsync))
            .WithRetry(RetryPolicy.Fixed(maxAttempts: 5, TimeSpan.FromMilliseconds(10)));
    }

    private async Task RunAsync(TracedJob job, JobContext context, Func<JobContext, Task> work)
    {
        long id = context.JobId.Value;
        long token = context.Token.Value;
        journal.Write($"start {id} {context.Attempt} {token} {job.Origin} {job.Index}");
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
        finally
        {
            journal.Write($"end {id} {token} {how}");
        }
    }

    private static Task NothingAsync(JobContext context) => Task.CompletedTask;

    private static Task WaitAsync(JobContext context) => Task.Delay(SlowDuration, TimeProvider.System, context.CancellationToken);

    private static Task FailOnceAsync(JobContext context) =>
        context.Attempt > 1 ? Task.CompletedTask : throw new InvalidOperationException("The first attempt fails by plan.");

    private async Task TakeStepsAsync(JobContext context)
    {
        long id = context.JobId.Value;
        long token = context.Token.Value;
        int step = context.GetCheckpoint<int>();
        journal.Write($"resume {id} {token} {step}");
        while (step < Steps)
        {
            step++;
            await context.SaveCheckpointAsync(step, context.CancellationToken);
            journal.Write($"saved {id} {token} {step}");
        }
    }

    private async Task WriteEffectAsync(JobContext context)
    {
        long id = context.JobId.Value;
        long token = context.Token.Value;
        await context.CompleteAsync(transaction =>
        {
            using DbCommand command = transaction.Connection.CreateCommand();
            command.CommandText = FormattableString.Invariant($"INSERT INTO effect (job_id, token) VALUES ({id}, {token})");
            command.ExecuteNonQuery();
            transaction.Enqueue(new FollowJob($"follow-{id}", 0));
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

    /// <summary>Long enough for its neighbours to be running when it strikes.</summary>
    private static async Task DieAsync(JobContext context)
    {
        await Task.Delay(SlowDuration, TimeProvider.System, context.CancellationToken);
        Environment.FailFast("This job kills its worker.");
    }
}
