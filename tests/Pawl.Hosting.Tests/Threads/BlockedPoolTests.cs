using Microsoft.Extensions.DependencyInjection;
using Pawl.Hosting.Tests.Running;
using Pawl.Hosting.Threads;
using Pawl.Sqlite;
using Pawl.Storage;

namespace Pawl.Hosting.Tests.Threads;

/// <summary>User code may block every thread of the pool; that must not make a live node look dead.</summary>
[Collection(BlockedPoolAlone.Name)]
public sealed class BlockedPoolTests
{
    /// <summary>The pool adds a thread or two a second when it is blocked, so this many last for minutes.</summary>
    private const int Blockers = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_thread_of_its_own_waits_for_no_thread_of_the_pool()
    {
        var heart = new HeartThread(TimeProvider.System);
        using var beaten = new CountdownEvent(20);
        Task beating;
        bool isInTime;
        using (new BlockedPool())
        {
            beating = heart.RunAsync(async () =>
            {
                while (!beaten.IsSet)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(1), heart.Clock, CancellationToken.None);
                    beaten.Signal();
                }
            });

            // Waits on the test's own thread, since the pool has none to spare.
            isInTime = beaten.Wait(Patience, CancellationToken.None);
        }

        Assert.True(isInTime, "The heart waited for a thread of the pool.");
        await beating;
    }

    [Fact]
    public async Task The_node_sends_its_heartbeats_to_the_store()
    {
        using var beaten = new CountdownEvent(10);
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.Services.AddSingleton<IClusterStore>(provider =>
                new ObservedCluster(provider.GetRequiredService<Store>().Cluster, beaten)),
            settings: new() { ["Pawl:Node:HeartbeatInterval"] = "00:00:00.1" });
        bool isInTime;
        using (new BlockedPool())
        {
            isInTime = beaten.Wait(Patience, CancellationToken.None);
        }

        Assert.True(isInTime, $"{beaten.CurrentCount} of 10 heartbeats waited for a thread of the pool.");
    }

    private sealed class BlockedPool : IDisposable
    {
        private readonly ManualResetEventSlim release = new();
        private readonly CountdownEvent blocked = new(Blockers);

        public BlockedPool()
        {
            for (int i = 0; i < Blockers; i++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(
                    _ =>
                    {
                        release.Wait();
                        blocked.Signal();
                    },
                    null);
            }
        }

        public void Dispose()
        {
            release.Set();
            blocked.Wait();
            blocked.Dispose();
            release.Dispose();
        }
    }

    /// <summary>Counts heartbeats as they are sent: the heart sends the next one only when it has seen the answer.</summary>
    private sealed class ObservedCluster(IClusterStore cluster, CountdownEvent beaten) : IClusterStore
    {
        public ValueTask<NodeMembership> JoinAsync(NewNode node, CancellationToken cancellationToken) =>
            cluster.JoinAsync(node, cancellationToken);

        public ValueTask LeaveAsync(NodeMembership node, CancellationToken cancellationToken) =>
            cluster.LeaveAsync(node, cancellationToken);

        public ValueTask AddWorkerAsync(NewWorker worker, CancellationToken cancellationToken) =>
            cluster.AddWorkerAsync(worker, cancellationToken);

        public ValueTask CloseWorkerAsync(
            WorkerIdentity worker, IReadOnlyList<Lease> held, CancellationToken cancellationToken) =>
            cluster.CloseWorkerAsync(worker, held, cancellationToken);

        public ValueTask RemoveWorkerAsync(WorkerIdentity worker, CancellationToken cancellationToken) =>
            cluster.RemoveWorkerAsync(worker, cancellationToken);

        public ValueTask<HeartbeatReply> HeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken)
        {
            if (!beaten.IsSet)
            {
                beaten.Signal();
            }

            return cluster.HeartbeatAsync(heartbeat, cancellationToken);
        }

        public ValueTask<bool> HoldDutyAsync(
            Duty duty, NodeMembership node, TimeSpan duration, CancellationToken cancellationToken) =>
            cluster.HoldDutyAsync(duty, node, duration, cancellationToken);

        public ValueTask<IReadOnlyList<Worker>> ListWorkersAsync(CancellationToken cancellationToken) =>
            cluster.ListWorkersAsync(cancellationToken);
    }
}
