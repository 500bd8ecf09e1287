using Pawl.Checker.Histories;
using Pawl.ReferenceModel.Chance;
using Pawl.Simulation.Faults;
using Pawl.Simulation.Kernel;
using Pawl.Simulation.Nodes;
using Pawl.Simulation.Stores;
using Pawl.Storage;

namespace Pawl.Simulation.Running;

/// <summary>One cluster of one seed: its time, its store, its nodes, its history.</summary>
internal sealed class World
{
    private readonly ProcessClock storeClock;
    private int processes;

    public World(ulong seed, Swarm swarm, bool onSqlite)
    {
        Swarm = swarm;
        Simulator = new Simulator(new SeededEntropy(seed ^ 0x5EED_0001), swarm.Begins);
        Faults = new SeededEntropy(seed ^ 0x5EED_0002);
        Entropy = new SeededEntropy(seed ^ 0x5EED_0003);
        Users = new SeededEntropy(seed ^ 0x5EED_0004);
        storeClock = new ProcessClock(Simulator, process: null);
        Store = onSqlite
            ? new SqliteUnderTest(storeClock, swarm.Retention, () => StoreMicros) { Changed = Change }
            : new ReferenceUnderTest(storeClock) { Changed = Change };
    }

    public Swarm Swarm { get; }

    public Simulator Simulator { get; }

    /// <summary>Decides what goes wrong.</summary>
    public SeededEntropy Faults { get; }

    /// <summary>The engine's own chance.</summary>
    public SeededEntropy Entropy { get; }

    /// <summary>Decides what users do.</summary>
    public SeededEntropy Users { get; }

    public StoreUnderTest Store { get; }

    public History History { get; } = new();

    public Statistics Stats { get; } = new();

    /// <summary>When a process was last killed, in ticks.</summary>
    public long LastDeathAt { get; set; }

    public List<SimulatedNode> Nodes { get; } = [];

    /// <summary>Faults are over.</summary>
    public bool IsHealed { get; set; }

    /// <summary>Defects of the engine: loops that ended by themselves.</summary>
    public List<Exception> Defects { get; } = [];

    /// <summary>The observer's clock, in microseconds.</summary>
    public long Micros => Simulator.Now / TimeSpan.TicksPerMicrosecond;

    /// <summary>A number that no process has had.</summary>
    public int NextProcess() => ++processes;

    /// <summary>Sets the store's wall clock.</summary>
    public void SetStoreClock(TimeSpan ahead) => storeClock.Ahead = ahead;

    /// <summary>The store's time, as of the last call that reached it: it never goes back, whatever its clock does.</summary>
    public long StoreMicros { get; private set; }

    /// <summary>A call reaches the store, which looks at its clock.</summary>
    public void ReadStoreClock() => StoreMicros = Math.Max(StoreMicros, MicrosOf(storeClock.GetUtcNow()));

    public void Renewed(WorkerIdentity worker, TimeSpan lease) =>
        History.Renew(new WorkerRenewed(StoreMicros, worker.Nonce, StoreMicros + (lease.Ticks / TimeSpan.TicksPerMicrosecond)));

    public void Ended(WorkerIdentity worker) => History.Renew(new WorkerRenewed(StoreMicros, worker.Nonce, StoreMicros));

    public JobRequest RequestOf(NewJob job) =>
        new(job.Id.Value, job.Queue.Value, Digest(job.Payload.Span), job.IdempotencyKey?.Value, job.Unique?.Key.Value)
        {
            LeastBackoff = Swarm.Retry.InitialDelay.Ticks / TimeSpan.TicksPerMicrosecond,
            MostAttempts = Swarm.Retry.MaxAttempts,
        };

    /// <summary>FNV-1a, which is enough to see a byte that has changed.</summary>
    public static ulong Digest(ReadOnlySpan<byte> bytes)
    {
        ulong hash = 14695981039346656037;
        foreach (byte value in bytes)
        {
            hash = (hash ^ value) * 1099511628211;
        }

        return hash;
    }

    /// <summary>Whether a hint goes lost. A cluster that never gets any must come to rest all the same.</summary>
    public bool HintIsLost() => (!IsHealed || Swarm.LostHints >= 1) && Faults.Happens(Swarm.LostHints);

    /// <summary>The engine has reached a fault point: its process may die there.</summary>
    public void Reach(FaultPoint point)
    {
        Stats.FaultPoints[(int)point]++;
        if (!IsHealed
            && SynchronizationContext.Current is SimulatedProcess { IsDead: false } process
            && Faults.Happens(Swarm.DeathsAtFaultPoints))
        {
            Nodes.Find(node => node.Process == process)?.Kill();
            SimulatedProcess.Unwind();
        }
    }

    /// <summary>An instant as histories have it.</summary>
    public static long MicrosOf(DateTimeOffset instant) => (instant - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    private void Change(JobChanged change)
    {
        Simulator.Note(change.Job ^ change.At);
        History.Change(change);
    }
}
