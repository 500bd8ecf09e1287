using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pawl.Engine.Clients;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Nodes;

/// <summary>This process's place in the cluster: opens the store and joins when it is first needed, and joins anew when
/// its membership has ended.</summary>
internal sealed partial class Node(
    string name,
    IStoreLifecycle lifecycle,
    IClusterStore cluster,
    IOptions<NodeOptions> options,
    IEntropy entropy,
    TimeProvider clock,
    ILogger<Node> logger) : IJobIds
{
    // Guards the three fields that many callers of EnsureJoinedAsync meet on.
    private readonly Lock gate = new();
    private Task<Seat>? joining;
    private bool isOpen;
    private bool hasStopped;

    // Set by a success, read on every enqueue.
    private Seat? seat;

    /// <summary>What people call the process: host and process id.</summary>
    public string Name { get; } = name;

    /// <summary>Whether it has heard the store all the time.</summary>
    public StoreContact Contact { get; } = new(options, clock);

    public async ValueTask<IdGenerator> GetAsync(CancellationToken cancellationToken) =>
        Proven() is { } proven ? proven.Ids : (await JoinAsync(cancellationToken)).Ids;

    /// <summary>Waits until the node is a member of the cluster; opens the store and joins if nobody has.</summary>
    /// <exception cref="StoreUnavailableException">The node has stopped: who calls then must not open the store again.</exception>
    public async ValueTask<NodeMembership> EnsureJoinedAsync(CancellationToken cancellationToken) =>
        Proven() is { } proven ? proven.Membership : (await JoinAsync(cancellationToken)).Membership;

    /// <summary>Notes what a heartbeat said of a membership.</summary>
    /// <param name="membership">Whose heartbeat it was.</param>
    /// <param name="isLive">Whether it still stands.</param>
    /// <param name="sentAt">When the heartbeat was sent, as a time stamp: the lease runs from then at least.</param>
    public void Note(NodeMembership membership, bool isLive, long sentAt)
    {
        if (Volatile.Read(ref seat) is { } current && current.Membership == membership)
        {
            current.ProveUntil(isLive ? sentAt + Ticks(options.Value.LeaseDuration) : long.MinValue);
        }
    }

    /// <summary>Leaves the cluster and closes the store, both also when the node is only just joining. Nothing may use either any
    /// more.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        Task? begun;
        lock (gate)
        {
            hasStopped = true;
            begun = joining;
            joining = null;
        }

        if (begun is not null)
        {
            await Task.WhenAny(begun).WaitAsync(cancellationToken);
        }

        if (Interlocked.Exchange(ref seat, null) is { } current)
        {
            await LeaveAsync(current.Membership, cancellationToken);
        }

        if (Interlocked.Exchange(ref isOpen, false))
        {
            await lifecycle.CloseAsync();
        }
    }

    private Seat? Proven() =>
        Volatile.Read(ref seat) is { } current && current.ProvenUntil > clock.GetTimestamp() ? current : null;

    private Task<Seat> JoinAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (hasStopped)
            {
                throw new StoreUnavailableException(
                    $"Node {Name} has stopped, so nothing was done. Start the application again, or call before it stops.");
            }

            // Many callers wait for one attempt; each may stop waiting, but none may stop the attempt for the others.
            if (joining is null or { IsCompleted: true })
            {
                joining = OpenAndJoinAsync();
            }

            return joining.WaitAsync(cancellationToken);
        }
    }

    private async Task<Seat> OpenAndJoinAsync()
    {
        // The caller is inside the gate, and opening may take a while.
        await Task.Yield();
        if (Proven() is { } proven)
        {
            return proven;
        }

        if (!isOpen)
        {
            await lifecycle.OpenAsync(CancellationToken.None);
            isOpen = true;
        }

        long sentAt = clock.GetTimestamp();
        NodeMembership membership = await cluster.JoinAsync(
            new NewNode(Name, entropy.NextNonce(), options.Value.LeaseDuration), CancellationToken.None);
        Chaos.At(FaultPoint.JoinedUnknown);
        var joined = new Seat(membership, new IdGenerator(clock, membership.Generator, membership.IdsAfter));
        joined.ProveUntil(sentAt + Ticks(options.Value.LeaseDuration));
        Volatile.Write(ref seat, joined);
        LogJoined(Name, lifecycle.Description, membership.Generator);
        return joined;
    }

    private async Task LeaveAsync(NodeMembership membership, CancellationToken cancellationToken)
    {
        try
        {
            Chaos.At(FaultPoint.LeavingLast);
            await cluster.LeaveAsync(membership, cancellationToken);
            LogLeft(Name);
        }
        catch (StoreException exception)
        {
            // The membership ends by itself when its lease does.
            LogNotLeft(exception, Name);
        }
    }

    private long Ticks(TimeSpan span) => (long)(span.TotalSeconds * clock.TimestampFrequency);

    [LoggerMessage(EventIds.NodeJoined, LogLevel.Information, "Node {Name} uses {Store}; its ids have generator {Generator}")]
    private partial void LogJoined(string name, string store, int generator);

    [LoggerMessage(EventIds.NodeLeft, LogLevel.Information, "Node {Name} has left")]
    private partial void LogLeft(string name);

    [LoggerMessage(EventIds.NodeNotLeft, LogLevel.Warning, "Node {Name} could not say that it leaves; its lease will end by itself")]
    private partial void LogNotLeft(Exception exception, string name);

    /// <summary>A membership, what makes ids under it, and until when it surely stands.</summary>
    private sealed class Seat(NodeMembership membership, IdGenerator ids)
    {
        private long provenUntil;

        public NodeMembership Membership { get; } = membership;

        public IdGenerator Ids { get; } = ids;

        public long ProvenUntil => Volatile.Read(ref provenUntil);

        public void ProveUntil(long timestamp) => Volatile.Write(ref provenUntil, timestamp);
    }
}
