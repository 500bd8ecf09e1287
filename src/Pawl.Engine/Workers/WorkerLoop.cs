using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Pawl.Engine.Concurrency;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>Serves one queue: claimer → pipe → runners → completer. Knows only the order, and how it ends.</summary>
internal sealed partial class WorkerLoop(WorkerEnvironment environment, QueueName queue, int concurrency)
{
    /// <summary>How often handlers that must stop are told so again: one may have begun while the others were told.</summary>
    private static readonly TimeSpan StopInterval = TimeSpan.FromSeconds(1);

    private readonly StoreBackoff backoff = new(environment.Entropy);
    private readonly ILogger<WorkerLoop> logger = environment.LoggerFactory.CreateLogger<WorkerLoop>();
    private readonly FrozenSet<JobType> types =
        environment.Handlers.All.Select(registration => registration.Type).ToFrozenSet();

    private readonly List<Task> closings = [];

    private WorkerIncarnation? incarnation;

    /// <summary>Serves the queue until it is stopped.</summary>
    /// <param name="stopping">Gives back what has not started, and lets running handlers end.</param>
    /// <param name="aborting">The store is gone: stops handlers at once, and waits for no ending to be recorded.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken aborting)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborting);
        using var hopeless = CancellationTokenSource.CreateLinkedTokenSource(aborting);
        var pipe = new JobPipe(environment, queue, concurrency, ending.Token);
        var closer = new WorkerCloser(environment, pipe, hopeless.Token);
        Task completing = EndWithAsync(pipe.Completer.RunAsync(hopeless.Token), ending);
        Task running = Task.WhenAll(Enumerable.Range(0, concurrency)
            .Select(slot => EndWithAsync(new JobRunner(environment, pipe, slot).RunAsync(), ending)));
        try
        {
            await ServeAsync(pipe, closer, ending);
        }
        finally
        {
            ending.Cancel();
            try
            {
                await DrainAsync(pipe, running, aborting);
            }
            finally
            {
                pipe.Completer.Finish();
                using ITimer patience = environment.Clock.CreateTimer(
                    _ => hopeless.Cancel(), null, environment.Options.ShutdownGrace, Timeout.InfiniteTimeSpan);
                await Task.WhenAll([completing, .. closings]);
                if (incarnation is { IsDoubted: false } last)
                {
                    await closer.RemoveAsync(last, aborting);
                }
            }
        }
    }

    /// <summary>A part that ends by a defect ends the others.</summary>
    private static async Task EndWithAsync(Task part, CancellationTokenSource ending)
    {
        try
        {
            await part;
        }
        catch (Exception)
        {
            ending.Cancel();
            throw;
        }
    }

    private async Task ServeAsync(JobPipe pipe, WorkerCloser closer, CancellationTokenSource ending)
    {
        using IDisposable hints = environment.Wakeups.Subscribe(wakeup =>
        {
            if (wakeup.Kind == WakeupKind.JobsQueued && wakeup.Queue == queue)
            {
                pipe.Wake.Set();
            }
        });
        var claimer = new JobClaimer(environment, pipe, types);
        while (!pipe.Stopping.IsCancellationRequested)
        {
            if (await TryRegisterAsync(pipe, closer, ending) is { } registered)
            {
                incarnation = registered;
                await claimer.RunAsync(registered);
            }
        }
    }

    private async ValueTask<WorkerIncarnation?> TryRegisterAsync(JobPipe pipe, WorkerCloser closer, CancellationTokenSource ending)
    {
        if (closer.IsFull)
        {
            await pipe.Wake.WaitAsync(backoff.Next(), pipe.Stopping);
            return null;
        }

        try
        {
            IdGenerator ids = await environment.Node.GetAsync(pipe.Stopping);
            NodeMembership node = await environment.Node.EnsureJoinedAsync(pipe.Stopping);
            var identity = new WorkerIdentity(ids.NextWorkerId(), environment.Entropy.NextNonce());
            TimeSpan lease = environment.NodeOptions.LeaseDuration;
            long sentAt = environment.Clock.GetTimestamp();
            await environment.Cluster.AddWorkerAsync(
                new NewWorker(identity, node, environment.Node.Name, queue, concurrency, types, lease), CancellationToken.None);
            Chaos.At(FaultPoint.WorkerNotRenewed);
            var registered = new WorkerIncarnation(
                identity,
                pipe.Running,
                lost: one => Lose(one, pipe),
                doubted: one => Close(one, closer, ending));
            registered.ProveUntil(sentAt + (long)(lease.TotalSeconds * environment.Clock.TimestampFrequency));
            environment.Heart.Add(registered);
            backoff.Reset();
            LogStarted(identity.Id, queue, concurrency);
            return registered;
        }
        catch (StoreException exception) when (StoreBackoff.Passes(exception))
        {
            LogRegistrationFailed(exception, queue);
            await pipe.Wake.WaitAsync(backoff.Next(), pipe.Stopping);
            return null;
        }
        catch (OperationCanceledException) when (pipe.Stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    private void Lose(WorkerIncarnation lost, JobPipe pipe)
    {
        // Its leases must be able to end, also those of jobs that it has and does not know of.
        environment.Heart.Remove(lost);
        LogLost(lost.Identity.Id, queue);
        pipe.Wake.Set();
    }

    private void Close(WorkerIncarnation doubted, WorkerCloser closer, CancellationTokenSource ending)
    {
        closings.RemoveAll(closing => closing.IsCompletedSuccessfully);
        closings.Add(EndWithAsync(closer.CloseAsync(doubted), ending));
    }

    private async Task DrainAsync(JobPipe pipe, Task running, CancellationToken aborting)
    {
        pipe.Close();
        while (pipe.Jobs.TryRead(out ClaimedJob claimed))
        {
            await pipe.DropAsync(claimed);
        }

        var drained = new Signal(environment.Clock, environment.Channels);
        Task watching = SetAfterAsync(drained, running);
        if (pipe.Held > 0)
        {
            LogDraining(queue, pipe.Held);
            await drained.WaitAsync(environment.Options.DrainTimeout, aborting);
        }

        CancellationReason reason = aborting.IsCancellationRequested ? CancellationReason.LeaseLost : CancellationReason.Shutdown;
        while (!running.IsCompleted)
        {
            pipe.Running.StopAll(reason, environment.Options.ShutdownGrace);
            await drained.WaitAsync(StopInterval, CancellationToken.None);
        }

        await watching;
    }

    private static async Task SetAfterAsync(Signal drained, Task running)
    {
        try
        {
            await running;
        }
        finally
        {
            drained.Set();
        }
    }

    [LoggerMessage(EventIds.WorkerStarted, LogLevel.Information, "Worker {Worker} serves queue {Queue}, {Concurrency} jobs at once")]
    private partial void LogStarted(WorkerId worker, QueueName queue, int concurrency);

    [LoggerMessage(EventIds.WorkerLost, LogLevel.Error,
        "Worker {Worker} of queue {Queue} is taken for dead, so its attempts are stopped; another takes its place")]
    private partial void LogLost(WorkerId worker, QueueName queue);

    [LoggerMessage(EventIds.RegistrationFailed, LogLevel.Warning,
        "No worker can be registered for queue {Queue} now; it is tried again within seconds")]
    private partial void LogRegistrationFailed(Exception exception, QueueName queue);

    [LoggerMessage(EventIds.Draining, LogLevel.Information, "Queue {Queue}: waiting for {Count} running handlers")]
    private partial void LogDraining(QueueName queue, int count);
}
