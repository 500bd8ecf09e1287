using Pawl.Engine.Telemetry;
using Pawl.Engine.Tests.World;
using Pawl.Storage;

namespace Pawl.Engine.Tests.Nodes;

public sealed class HeartTests
{
    private readonly EngineWorld world = new();

    [Fact]
    public void One_heartbeat_an_interval_renews_the_node_and_all_its_workers()
    {
        SimulatedProcess process = world.Process();
        process.Options.Queues["a"] = 1;
        process.Options.Queues["b"] = 1;
        process.Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();
        int before = process.Store.Heartbeats.Count;
        world.AdvanceSeconds(60);

        Assert.Equal(6, process.Store.Heartbeats.Count - before);
        Assert.All(process.Store.Heartbeats.Skip(before), heartbeat => Assert.Equal(2, heartbeat.Workers.Count));
        Assert.All(world.Workers(), worker => Assert.True(worker.LeaseUntil > world.Clock.Now));
    }

    [Fact]
    public void A_cancellation_is_asked_for_at_once()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, context => Task.Delay(TimeSpan.FromHours(1), process.Clock, context.CancellationToken)).Start();
        int before = process.Store.Heartbeats.Count;
        world.Cancel(job, "enough");
        world.RunUntilIdle();

        Assert.Equal(1, process.Store.Heartbeats.Count - before);
    }

    [Fact]
    public void A_heartbeat_that_fails_is_sent_again_within_a_second_and_nobody_notices()
    {
        JobId job = world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, context => Task.Delay(TimeSpan.FromSeconds(60), process.Clock, context.CancellationToken)).Start();
        process.Store.Fault = call => call == "heartbeat" ? new StoreUnavailableException("away") : null;
        world.AdvanceSeconds(25);
        Assert.True(process.Store.Heartbeats.Count > 10);
        process.Store.Fault = _ => null;
        world.AdvanceSeconds(40);

        Assert.Equal((JobState.Succeeded, 0), (world.StateOf(job), world.Find(job).Crashes));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_holder_that_cannot_prove_its_lease_stops_by_its_own_clock(bool storeHangs)
    {
        JobContext? seen = null;
        DateTimeOffset? stoppedAt = null;
        world.Enqueue();
        SimulatedProcess process = world.Process();
        process.Handle(EngineWorld.Work, context =>
        {
            seen ??= context;
            context.CancellationToken.Register(() => stoppedAt ??= world.Clock.Now);
            return Task.Delay(TimeSpan.FromHours(1), process.Clock, context.CancellationToken);
        }).Start();
        DateTimeOffset provenAt = world.Clock.Now;
        if (storeHangs)
        {
            process.Store.Hold("heartbeat");
        }
        else
        {
            process.Store.Fault = call => call == "heartbeat" ? new StoreFullException("full") : null;
        }

        world.AdvanceSeconds(60);

        Assert.Equal(CancellationReason.LeaseLost, seen!.CancellationReason);
        Assert.InRange(stoppedAt!.Value - provenAt, TimeSpan.FromSeconds(29), TimeSpan.FromSeconds(30));
        Assert.True(process.Log.Has(EventIds.LeasesExpired));
    }

    [Fact]
    public void A_node_that_is_not_live_joins_again_and_makes_ids_with_another_generator()
    {
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask).Start();
        NodeMembership before = process.Await(async () => await process.Node.EnsureJoinedAsync(CancellationToken.None));
        world.Clock.Jump(TimeSpan.FromMinutes(5));
        world.AdvanceSeconds(15);

        NodeMembership after = process.Await(async () => await process.Node.EnsureJoinedAsync(CancellationToken.None));
        Assert.NotEqual(before.Generator, after.Generator);
        Assert.NotEqual(before.Nonce, after.Nonce);
        JobId job = world.Enqueue();
        world.RunUntilIdle();
        Assert.Equal(JobState.Succeeded, world.StateOf(job));
    }
}
