using Microsoft.Extensions.Logging;
using Pawl.Engine.Maintenance;
using Pawl.Engine.Telemetry;
using Pawl.Engine.Workers;
using Pawl.Storage;

namespace Pawl.Engine.Nodes;

/// <summary>All that runs in a process, and the order in which it stops: workers and duties first, then the heart that keeps
/// their leases, then the membership, then the store.</summary>
internal sealed partial class NodeRuntime(
    WorkerEnvironment environment,
    IStoreLifecycle lifecycle,
    IEnumerable<DutyLoop> duties,
    HeartHost heartHost,
    ILogger<NodeRuntime> logger)
{
    /// <summary>Runs until it is stopped, and until what that takes is done.</summary>
    /// <param name="cancellationToken">Stops it: nothing new starts, and running handlers get their time.</param>
    /// <exception cref="StoreException">The store could not be opened, or has stopped itself. Only a new process can go on.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!await TryJoinAsync(cancellationToken))
        {
            return;
        }

        var aborting = new CancellationTokenSource();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, aborting.Token);
        using var ending = new CancellationTokenSource();
        Task watching = AbortOnFailureAsync(aborting);
        Task beating = StopWithAsync(heartHost(environment.Heart.RunAsync, ending.Token), stopping);
        try
        {
            await Task.WhenAll(Loops(stopping, aborting.Token));
        }
        catch (Exception exception) when (aborting.IsCancellationRequested)
        {
            // Whatever a loop made of the store's end, the store says it best.
            LogLoopFailed(exception);
        }
        finally
        {
            ending.Cancel();
            await LeaveAsync(beating);
        }

        if (aborting.IsCancellationRequested)
        {
            await watching;
            throw await lifecycle.Failed;
        }
    }

    /// <returns>False when it was stopped before it was a member; it has left then all the same.</returns>
    private async ValueTask<bool> TryJoinAsync(CancellationToken cancellationToken)
    {
        try
        {
            await environment.Node.EnsureJoinedAsync(cancellationToken);
            return true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await environment.Node.StopAsync(CancellationToken.None);
            return false;
        }
    }

    private async Task LeaveAsync(Task beating)
    {
        try
        {
            await beating;
        }
        finally
        {
            await environment.Node.StopAsync(CancellationToken.None);
        }
    }

    private IEnumerable<Task> Loops(CancellationTokenSource stopping, CancellationToken aborting)
    {
        foreach (DutyLoop duty in duties)
        {
            yield return StopWithAsync(RunUntilEitherAsync(duty, stopping.Token, aborting), stopping);
        }

        // Without a handler there is nothing to claim for; the process only enqueues.
        if (environment.Handlers.All.Count > 0)
        {
            foreach ((QueueName queue, int concurrency) in environment.Options.Served())
            {
                yield return StopWithAsync(
                    new WorkerLoop(environment, queue, concurrency).RunAsync(stopping.Token, aborting), stopping);
            }
        }
    }

    /// <summary>A duty has nothing to finish: it ends at a stop as it does when the store is gone.</summary>
    private static async Task RunUntilEitherAsync(DutyLoop duty, CancellationToken stopping, CancellationToken aborting)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborting);
        await duty.RunAsync(either.Token);
    }

    private async Task AbortOnFailureAsync(CancellationTokenSource aborting)
    {
        StoreException failure = await lifecycle.Failed;
        LogStoreFailed(failure, lifecycle.Description);
        aborting.Cancel();
    }

    /// <summary>A loop that ends by a defect stops the others.</summary>
    private async Task StopWithAsync(Task loop, CancellationTokenSource stopping)
    {
        try
        {
            await loop;
        }
        catch (Exception exception)
        {
            LogLoopFailed(exception);
            stopping.Cancel();
            throw;
        }
    }

    [LoggerMessage(EventIds.StoreFailed, LogLevel.Critical, "The store has stopped itself: {Store}. This process must end and start anew")]
    private partial void LogStoreFailed(Exception exception, string store);

    [LoggerMessage(EventIds.LoopFailed, LogLevel.Critical, "A loop of the engine failed, so all of them stop")]
    private partial void LogLoopFailed(Exception exception);
}
