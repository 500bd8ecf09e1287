using System.Threading.Channels;
using Pawl.Engine.Concurrency;

namespace Pawl.Engine.Workers;

/// <summary>What the parts of one worker loop share: claimed jobs on their way to runners, and how many there are.</summary>
internal sealed class JobPipe
{
    /// <summary>A number of held jobs that never comes: whoever waits for it waits for a hint.</summary>
    public const int Never = -1;

    private readonly SoloGate gate;
    private readonly Channel<ClaimedJob> jobs;
    private int held;
    private int wakeAt = Never;

    public JobPipe(WorkerEnvironment environment, QueueName queue, int concurrency, CancellationToken stopping)
    {
        gate = environment.Gate;
        Queue = queue;
        Concurrency = concurrency;
        Stopping = stopping;
        Running = new RunningJobs(concurrency);
        Leases = new HeldLeases(environment.Channels);
        Completer = new JobCompleter(environment, Leases);
        Wake = new Signal(environment.Clock, environment.Channels);

        // A claim asks for no more than fits, so writing never waits.
        jobs = environment.Channels.CreateBounded<ClaimedJob>(
            concurrency + Math.Max(environment.Options.PrefetchLimit, 1), hasSingleReader: false);
    }

    public QueueName Queue { get; }

    public int Concurrency { get; }

    /// <summary>Fires when nothing new may start.</summary>
    public CancellationToken Stopping { get; }

    public RunningJobs Running { get; }

    /// <summary>The leases of the jobs in the pipe, and of those whose ending is not recorded yet.</summary>
    public HeldLeases Leases { get; }

    public JobCompleter Completer { get; }

    /// <summary>Wakes the claimer: there is a hint of jobs, or room for them.</summary>
    public Signal Wake { get; }

    public ChannelReader<ClaimedJob> Jobs => jobs.Reader;

    /// <summary>How many jobs are claimed and have not ended.</summary>
    public int Held => Volatile.Read(ref held);

    public void Add(ClaimedJob job)
    {
        Interlocked.Increment(ref held);
        Invariant.Require(jobs.Writer.TryWrite(job), "A worker claimed more jobs than it has room for.");
    }

    /// <summary>A job has left the pipe.</summary>
    public void Remove()
    {
        if (Interlocked.Decrement(ref held) <= Volatile.Read(ref wakeAt))
        {
            Wake.Set();
        }
    }

    /// <summary>Gives back a job that is not to start; the store refuses it when the lease has ended.</summary>
    public async ValueTask DropAsync(ClaimedJob claimed)
    {
        await Completer.ReleaseAsync(claimed.Job.Lease);
        if (claimed.IsSolo)
        {
            gate.Reopen();
        }

        Remove();
    }

    /// <summary>Has the claimer woken when no more than so many jobs are held.</summary>
    /// <returns>Whether that is so already.</returns>
    public bool WakeAt(int level)
    {
        // A full fence: either Remove sees the level, or the level sees what Remove has done.
        Interlocked.Exchange(ref wakeAt, level);
        return Held <= level;
    }

    /// <summary>No job will come any more; what is inside still leaves.</summary>
    public void Close() => jobs.Writer.TryComplete();
}
