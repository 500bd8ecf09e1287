using Microsoft.Extensions.Logging;
using Pawl.Engine.Concurrency;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>Ends incarnations of one worker loop. One of which a claim was not answered goes on with the jobs that are known, and the
/// store takes back all others that it may have been given.</summary>
/// <param name="environment">What all workers share.</param>
/// <param name="pipe">The loop's jobs.</param>
/// <param name="hopeless">Gives up what the store does not take: leases end by themselves.</param>
internal sealed partial class WorkerCloser(WorkerEnvironment environment, JobPipe pipe, CancellationToken hopeless)
{
    private const int MostAtOnce = 8;

    private readonly ILogger<WorkerCloser> logger = environment.LoggerFactory.CreateLogger<WorkerCloser>();
    private int unclosed;

    /// <summary>Whether so many incarnations wait to be closed that the loop must not add another.</summary>
    public bool IsFull => Volatile.Read(ref unclosed) >= MostAtOnce;

    /// <summary>Closes an incarnation, and removes it when its last job has ended.</summary>
    public async Task CloseAsync(WorkerIncarnation incarnation)
    {
        try
        {
            Interlocked.Increment(ref unclosed);
            bool isClosed = false;
            try
            {
                isClosed = await CloseUntilAnsweredAsync(incarnation);
            }
            finally
            {
                Interlocked.Decrement(ref unclosed);
            }

            if (isClosed)
            {
                Chaos.At(FaultPoint.ClosedNotRemoved);
                await pipe.Leases.WhenNoneAsync(incarnation.Identity, hopeless);
                await RemoveAsync(incarnation, hopeless);
            }
        }
        catch (OperationCanceledException) when (hopeless.IsCancellationRequested)
        {
            // The worker ends by itself when its lease does.
        }
    }

    /// <summary>Removes an incarnation that holds nothing any more, unless it is lost.</summary>
    public async ValueTask RemoveAsync(WorkerIncarnation incarnation, CancellationToken cancellationToken)
    {
        environment.Heart.Remove(incarnation);
        if (!incarnation.TryEnd() || cancellationToken.IsCancellationRequested)
        {
            return;
        }

        try
        {
            Chaos.At(FaultPoint.DrainedNotRemoved);
            await environment.Cluster.RemoveWorkerAsync(incarnation.Identity, cancellationToken);
            LogStopped(incarnation.Identity.Id, pipe.Queue);
        }
        catch (StoreException exception) when (StoreBackoff.Passes(exception))
        {
            // The worker ends by itself when its lease does.
            LogNotRemoved(exception, incarnation.Identity.Id);
        }
    }

    /// <returns>False when the incarnation was lost before.</returns>
    private async ValueTask<bool> CloseUntilAnsweredAsync(WorkerIncarnation incarnation)
    {
        var backoff = new StoreBackoff(environment.Entropy);
        while (!incarnation.IsLost)
        {
            try
            {
                WorkerIdentity worker = incarnation.Identity;
                await environment.Cluster.CloseWorkerAsync(worker, pipe.Leases.Of(worker), CancellationToken.None)
                    .AsTask().WaitAsync(hopeless);
                LogClosed(worker.Id, pipe.Queue);
                return true;
            }
            catch (StoreException exception) when (StoreBackoff.Passes(exception))
            {
                LogNotClosed(exception, incarnation.Identity.Id, pipe.Queue);
                await Task.Delay(backoff.Next(), environment.Clock, hopeless);
            }
        }

        return false;
    }

    [LoggerMessage(EventIds.WorkerClosed, LogLevel.Information,
        "Worker {Worker} of queue {Queue} claims no more; what a claim gave it without an answer is back in the queue")]
    private partial void LogClosed(WorkerId worker, QueueName queue);

    [LoggerMessage(EventIds.WorkerNotClosed, LogLevel.Warning,
        "Worker {Worker} of queue {Queue} cannot give back now what a claim without an answer may have given it; it is tried again within "
        + "seconds")]
    private partial void LogNotClosed(Exception exception, WorkerId worker, QueueName queue);

    [LoggerMessage(EventIds.WorkerStopped, LogLevel.Information, "Worker {Worker} of queue {Queue} has stopped")]
    private partial void LogStopped(WorkerId worker, QueueName queue);

    [LoggerMessage(EventIds.WorkerNotRemoved, LogLevel.Warning, "Worker {Worker} could not say that it stops; its lease ends by itself")]
    private partial void LogNotRemoved(Exception exception, WorkerId worker);
}
