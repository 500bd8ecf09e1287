using Pawl.ReferenceModel;

namespace Pawl.Storage.Contract.Random;

/// <summary>The ports of one store, and its two nodes, whose numbers are its own affair.</summary>
internal sealed record Ports(
    IJobStore Jobs,
    IJobLeases Leases,
    IJobMaintenance Maintenance,
    IClusterStore Cluster,
    IJobQueries Queries,
    IQueueStore Queues)
{
    public required IReadOnlyList<NodeMembership> Nodes { get; init; }

    public static async Task<Ports> OfAsync(StoreFixture store, CancellationToken cancellationToken) =>
        new(store.Jobs, store.Leases, store.Maintenance, store.Cluster, store.Queries, store.Queues)
        {
            Nodes = await JoinAsync(store.Cluster, cancellationToken),
        };

    public static async Task<Ports> OfAsync(ReferenceStore store, CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken);
        return new Ports(store, store, store, store, store, store)
        {
            Nodes = await JoinAsync(store, cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<NodeMembership>> JoinAsync(
        IClusterStore cluster, CancellationToken cancellationToken) =>
        [
            await cluster.JoinAsync(new NewNode("host-1", 1, TimeSpan.FromDays(3_650)), cancellationToken),
            await cluster.JoinAsync(new NewNode("host-2", 2, TimeSpan.FromDays(3_650)), cancellationToken),
        ];
}
