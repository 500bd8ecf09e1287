using Pawl.Storage;
using Pawl.Storage.Contract;

namespace Pawl.ReferenceModel.Tests;

/// <summary>The reference model as a store under test.</summary>
public sealed class ReferenceFixture : StoreFixture
{
    private readonly ReferenceStore store;

    public ReferenceFixture() => store = new ReferenceStore(Clock);

    public override IJobStore Jobs => store;

    public override IJobLeases Leases => store;

    public override IJobMaintenance Maintenance => store;

    public override IClusterStore Cluster => store;

    public override IScheduleStore Schedules => store;

    public override IJobQueries Queries => store;

    public override IQueueStore Queues => store;

    public override IWakeups Wakeups => store;

    public override IStoreLifecycle Lifecycle => store;

    public override bool IsDatabase => false;

    public override ValueTask OpenAsync() => store.OpenAsync(CancellationToken.None);

    public override ValueTask CloseAsync() => store.CloseAsync();

    public override ValueTask<IReadOnlyList<JobCount>> RecountAsync() => ValueTask.FromResult(store.Recount());

    public override ValueTask DisposeAsync() => store.CloseAsync();
}
