using Pawl.Storage;

namespace Pawl.Simulation.Links;

/// <summary>A process's end of a store that many share: opening is connecting.</summary>
internal sealed class LifecycleLink(IStoreLifecycle store) : IStoreLifecycle
{
    public Task<StoreException> Failed => store.Failed;

    public string Description => store.Description;

    public ValueTask OpenAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask CloseAsync() => ValueTask.CompletedTask;
}
