using Pawl.Engine.Tests.World;
using Pawl.Storage;

namespace Pawl.Engine.Tests.Nodes;

public sealed class NodeTests
{
    private readonly EngineWorld world = new();

    [Fact]
    public void Many_who_ask_at_once_join_once()
    {
        SimulatedProcess process = world.Process();
        IdGenerator[] generators = process.Await(() =>
            Task.WhenAll(Enumerable.Range(0, 10).Select(_ => process.Node.GetAsync(CancellationToken.None).AsTask())));

        Assert.Single(generators.Distinct());
        Assert.Single(process.Store.Calls, "join");
    }

    [Fact]
    public void A_client_may_ask_before_the_engine_runs()
    {
        SimulatedProcess process = world.Process().Handle(EngineWorld.Work, _ => Task.CompletedTask);
        IdGenerator early = process.Await(async () => await process.Node.GetAsync(CancellationToken.None));
        process.Start();

        Assert.Same(early, process.Await(async () => await process.Node.GetAsync(CancellationToken.None)));
    }

    [Fact]
    public void A_join_that_failed_is_tried_again_by_the_next_who_asks()
    {
        SimulatedProcess process = world.Process();
        process.Store.Fault = call => call == "join" ? new StoreUnavailableException("away") : null;
        Exception? refusal = process.Await<Exception?>(
            async () => await Record.ExceptionAsync(async () => await process.Node.GetAsync(CancellationToken.None)));
        Assert.IsType<StoreUnavailableException>(refusal);

        process.Store.Fault = _ => null;
        Assert.NotNull(process.Await(async () => await process.Node.GetAsync(CancellationToken.None)));
    }

    [Fact]
    public void Who_asks_after_the_stop_is_refused_and_opens_nothing()
    {
        SimulatedProcess process = world.Process();
        process.Await(async () => await process.Node.GetAsync(CancellationToken.None));
        process.Await(async () =>
        {
            await process.Node.StopAsync(CancellationToken.None);
            return true;
        });

        Exception? refusal = process.Await<Exception?>(
            async () => await Record.ExceptionAsync(async () => await process.Node.GetAsync(CancellationToken.None)));

        Assert.IsType<StoreUnavailableException>(refusal);
        Assert.Single(process.Store.Calls, "join");
    }

    [Fact]
    public void Who_stops_waiting_does_not_stop_the_others()
    {
        SimulatedProcess process = world.Process();
        process.Store.Hold("join");
        using var impatient = new CancellationTokenSource();
        Task<IdGenerator> first = process.Within(() => process.Node.GetAsync(impatient.Token).AsTask());
        Task<IdGenerator> second = process.Within(() => process.Node.GetAsync(CancellationToken.None).AsTask());
        world.RunUntilIdle();
        impatient.Cancel();
        process.Store.Release("join");
        world.RunUntilIdle();

        Assert.Equal((TaskStatus.Canceled, TaskStatus.RanToCompletion), (first.Status, second.Status));
    }

    [Fact]
    public void A_node_whose_lease_nobody_renewed_joins_anew_before_it_makes_ids()
    {
        SimulatedProcess process = world.Process();
        NodeMembership before = process.Await(async () => await process.Node.EnsureJoinedAsync(CancellationToken.None));
        world.AdvanceSeconds(29);
        Assert.Equal(before, process.Await(async () => await process.Node.EnsureJoinedAsync(CancellationToken.None)));
        world.AdvanceSeconds(2);

        Assert.NotEqual(before, process.Await(async () => await process.Node.EnsureJoinedAsync(CancellationToken.None)));
    }
}
