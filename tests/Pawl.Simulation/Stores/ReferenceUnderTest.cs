using Pawl.Checker.Histories;
using Pawl.ReferenceModel;
using Pawl.Storage;

namespace Pawl.Simulation.Stores;

/// <summary>The reference model: fast, so that many seeds can be run.</summary>
internal sealed class ReferenceUnderTest : StoreUnderTest
{
    private readonly ReferenceStore store;

    public ReferenceUnderTest(TimeProvider clock)
    {
        store = new ReferenceStore(clock) { Changed = Tell };
        store.OpenAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
    }

    public override IStoreLifecycle Lifecycle => store;

    public override IJobStore Jobs => store;

    public override IJobLeases Leases => store;

    public override IJobMaintenance Maintenance => store;

    public override IJobQueries Queries => store;

    public override IQueueStore Queues => store;

    public override IClusterStore Cluster => store;

    public override IScheduleStore Schedules => store;

    public override IWakeups Wakeups => store;

    public override void Dispose()
    {
    }

    private void Tell(ReferenceChange change)
    {
        Job job = change.After ?? change.Before ?? throw new InvalidOperationException("A change of nothing.");
        Changed(new JobChanged
        {
            At = MicrosOf(change.At),
            By = By,
            Job = job.Id.Value,
            From = change.Before is { } before ? NameOf(before.State) : null,
            To = change.After is { } after ? NameOf(after.State) : null,
            Token = job.Token.Value,
            Worker = change.Worker?.Nonce ?? 0,
            RunAt = MicrosOf(job.RunAt),
            Queue = job.Queue.Value,
            Type = job.Type.Value,
            Priority = job.Priority,
            Attempts = job.State == JobState.Running ? job.Attempt - 1 : job.Attempt,
            Crashes = job.Crashes,
            Interruptions = job.Interruptions,
            UniqueKey = job.UniqueKey?.Value,
            PruneAt = change.PrunableAt is { } pruneAt ? MicrosOf(pruneAt) : 0,
        });
    }
}
