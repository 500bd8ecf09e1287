using Microsoft.Extensions.Logging;
using Pawl.Engine.Concurrency;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>Keeps the pipe of one worker loop full, but not fuller than its runners can use soon.</summary>
internal sealed partial class JobClaimer(WorkerEnvironment environment, JobPipe pipe, IReadOnlySet<JobType> types)
{
    private readonly StoreBackoff backoff = new(environment.Entropy);
    private readonly ILogger<JobClaimer> logger = environment.LoggerFactory.CreateLogger<JobClaimer>();

    /// <summary>Claims until nothing new may start, or the incarnation is lost, or a claim of its is not answered.</summary>
    public async Task RunAsync(WorkerIncarnation incarnation)
    {
        while (!pipe.Stopping.IsCancellationRequested && !incarnation.IsLost && !incarnation.IsDoubted)
        {
            int wakeAt = pipe.Held > RefillLevel ? RefillLevel : await TryClaimAsync(incarnation);
            if (!pipe.WakeAt(wakeAt))
            {
                await pipe.Wake.WaitAsync(environment.Options.PollInterval, pipe.Stopping);
            }
        }
    }

    /// <summary>The most jobs to hold and still claim more: half of what should wait ahead of the slots, so that the next
    /// claim is on its way while the runners work on this one.</summary>
    private int RefillLevel
    {
        get
        {
            int target = PrefetchTarget;
            return target > 0 ? pipe.Concurrency + (target / 2) : pipe.Concurrency - 1;
        }
    }

    private int PrefetchTarget => PrefetchPolicy.Target(
        pipe.Completer.AverageSeconds, pipe.Concurrency, environment.Options.PrefetchLimit);

    /// <returns>How few jobs must be held before the next claim is worth making.</returns>
    private async ValueTask<int> TryClaimAsync(WorkerIncarnation incarnation)
    {
        try
        {
            await environment.Gate.EnterAsync(pipe.Stopping);
            int wakeAt = await ClaimInsideAsync(incarnation);
            backoff.Reset();
            return wakeAt;
        }
        catch (StoreException exception) when (StoreBackoff.Passes(exception))
        {
            LogClaimFailed(exception, pipe.Queue);
            if (exception is OutcomeUnknownException)
            {
                // Jobs may have been claimed that nobody knows of, or may still be.
                incarnation.Doubt();
            }

            await PauseAsync(backoff.Next());
            return pipe.Concurrency - 1;
        }
        catch (OperationCanceledException) when (pipe.Stopping.IsCancellationRequested)
        {
            return JobPipe.Never;
        }
    }

    /// <remarks>Called inside the gate, and leaves it.</remarks>
    private async ValueTask<int> ClaimInsideAsync(WorkerIncarnation incarnation)
    {
        bool isInside = true;
        try
        {
            int held = pipe.Held;
            int free = Math.Max(0, pipe.Concurrency - held);
            int prefetch = Math.Max(0, PrefetchTarget - Math.Max(0, held - pipe.Concurrency));
            IReadOnlyList<LeasedJob> jobs = await ClaimAsync(incarnation, free, prefetch);
            if (jobs is [var only] && JobBudgets.IsLastChance(only.Crashes))
            {
                isInside = false;
                return await ClaimAloneAsync(incarnation, only);
            }

            for (int i = 0; i < jobs.Count; i++)
            {
                pipe.Add(new ClaimedJob(jobs[i], incarnation, IsSolo: false));
            }

            // Too few for the free slots: the queue is empty, so only a hint or the next look can tell more. Too few for
            // the prefetch: what is left may be jobs that are never prefetched.
            return jobs.Count == free + prefetch ? RefillLevel
                : jobs.Count < free ? JobPipe.Never
                : pipe.Concurrency - 1;
        }
        finally
        {
            if (isInside)
            {
                environment.Gate.Exit();
            }
        }
    }

    /// <summary>A job came that would be failed if the process died while it is held. It must be alone with its guilt: as
    /// long as others run, it is given back, and claimed again when all have ended and none may start.</summary>
    /// <remarks>Called inside the gate, and leaves it.</remarks>
    private async ValueTask<int> ClaimAloneAsync(WorkerIncarnation incarnation, LeasedJob job)
    {
        SoloGate gate = environment.Gate;
        bool isReserved = gate.TryReserve();
        LeasedJob? solo = isReserved && gate.Inside == 1 ? job : null;
        try
        {
            await LeaveAsync(givenBack: solo is null ? job : null);
            if (isReserved)
            {
                Chaos.At(FaultPoint.SoloGivenBack);
                solo ??= await ClaimWhenAloneAsync(incarnation);
            }
        }
        finally
        {
            if (isReserved && solo is null)
            {
                gate.Reopen();
            }
        }

        if (solo is not null)
        {
            pipe.Add(new ClaimedJob(solo, incarnation, IsSolo: true));
        }

        return pipe.Concurrency - 1;
    }

    private async ValueTask LeaveAsync(LeasedJob? givenBack)
    {
        try
        {
            if (givenBack is not null)
            {
                // Recorded before anyone else may start: another that waits to be alone may be the guilty one.
                await pipe.Completer.RecordAsync(new Completion(givenBack.Lease, JobOutcome.Released.Instance), pipe.Stopping);
            }
        }
        finally
        {
            environment.Gate.Exit();
        }
    }

    private async ValueTask<LeasedJob?> ClaimWhenAloneAsync(WorkerIncarnation incarnation)
    {
        await environment.Gate.WhenAloneAsync(pipe.Stopping);
        IReadOnlyList<LeasedJob> jobs = await ClaimAsync(incarnation, free: 1, prefetch: 0);
        return jobs.Count == 0 ? null : jobs[0];
    }

    private async ValueTask<IReadOnlyList<LeasedJob>> ClaimAsync(WorkerIncarnation incarnation, int free, int prefetch)
    {
        // Never cancelled: what was claimed must be known, or its leases would end as crashes.
        IReadOnlyList<LeasedJob> jobs = await environment.Leases.ClaimAsync(
            new ClaimRequest
            {
                Worker = incarnation.Identity,
                Queue = pipe.Queue,
                Types = types,
                FreeSlots = free,
                Prefetch = prefetch,
            },
            CancellationToken.None);
        Chaos.At(FaultPoint.ClaimedNotHeld);
        pipe.Leases.Add(jobs);
        AttemptTelemetry.CountClaimed(pipe.Queue, jobs.Count);
        return jobs;
    }

    private async ValueTask PauseAsync(TimeSpan delay)
    {
        try
        {
            await Task.Delay(delay, environment.Clock, pipe.Stopping);
        }
        catch (OperationCanceledException) when (pipe.Stopping.IsCancellationRequested)
        {
            // The loop sees it, and ends.
        }
    }

    [LoggerMessage(EventIds.ClaimFailed, LogLevel.Warning, "Jobs of queue {Queue} cannot be claimed now; it is tried again within seconds")]
    private partial void LogClaimFailed(Exception exception, QueueName queue);
}
