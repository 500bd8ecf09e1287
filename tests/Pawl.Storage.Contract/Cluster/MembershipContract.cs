namespace Pawl.Storage.Contract.Cluster;

/// <summary>Nodes: who has which number, and that no two make the same ids.</summary>
public abstract class MembershipContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Fact]
    public async Task Live_nodes_have_different_numbers()
    {
        List<int> numbers = [Node.Generator];
        for (int i = 0; i < 20; i++)
        {
            numbers.Add((await JoinAsync()).Generator);
        }

        Assert.Equal(21, numbers.Distinct().Count());
        Assert.All(numbers, number => Assert.InRange(number, 0, Store.MostNodes - 1));
    }

    [Fact]
    public async Task A_membership_carries_the_nonce_of_its_node()
    {
        var node = new NewNode("host-2", Store.Entropy.NextNonce(), LeaseDuration);

        Assert.Equal(node.Nonce, (await Store.Cluster.JoinAsync(node, Cancel)).Nonce);
    }

    [Fact]
    public async Task A_number_comes_again_only_after_all_the_others_and_its_ids_never()
    {
        JobId lastOfFirst = NextJobId();
        DateTimeOffset endOfFirst = Clock.Now + LeaseDuration;
        HashSet<int> given = [Node.Generator];
        Clock.Advance(LeaseDuration);
        for (int i = 1; i < Store.MostNodes; i++)
        {
            Assert.True(given.Add((await JoinAsync(Millisecond)).Generator), $"A number was given again after {i} others.");
            Clock.Advance(Millisecond);
        }

        NodeMembership again = await JoinAsync();

        Assert.Equal(Node.Generator, again.Generator);
        Assert.True(again.IdsAfter >= endOfFirst, "Whoever had the number before may have made ids until then.");
        JobId firstOfNext = new IdGenerator(Clock, again.Generator, again.IdsAfter).NextJobId();
        Assert.True(firstOfNext.CompareTo(lastOfFirst) > 0, "Ids of one number rise.");
    }

    [Fact]
    public async Task When_all_numbers_are_leased_nobody_can_join_until_one_leaves()
    {
        NodeMembership[] others = await Task.WhenAll(Enumerable.Range(1, Store.MostNodes - 1).Select(_ => JoinAsync()));
        NodeMembership leaving = others[500];

        await Assert.ThrowsAsync<StoreUnavailableException>(() => JoinAsync());
        await Store.Cluster.LeaveAsync(leaving, Cancel);

        Assert.Equal(leaving.Generator, (await JoinAsync()).Generator);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public async Task A_node_lives_as_long_as_it_renews_in_time(int millisecondsPastItsLease, bool isLive)
    {
        Clock.Advance(LeaseDuration + TimeSpan.FromMilliseconds(millisecondsPastItsLease));

        Assert.Equal(isLive, (await HeartbeatAsync()).NodeIsLive);
    }

    [Fact]
    public async Task A_node_that_renewed_lives_on()
    {
        Clock.Advance(LeaseDuration - Millisecond);
        await HeartbeatAsync();
        Clock.Advance(LeaseDuration - Millisecond);

        Assert.True((await HeartbeatAsync()).NodeIsLive);
    }

    [Fact]
    public async Task A_node_that_has_left_is_not_live()
    {
        await Store.Cluster.LeaveAsync(Node, Cancel);

        Assert.False((await HeartbeatAsync()).NodeIsLive);
    }

    [Fact]
    public async Task A_node_with_the_number_but_not_the_nonce_is_not_live()
    {
        var heartbeat = new Heartbeat(Node with { Nonce = Node.Nonce + 1 }, [], LeaseDuration);

        Assert.False((await Store.Cluster.HeartbeatAsync(heartbeat, Cancel)).NodeIsLive);
        Assert.True((await HeartbeatAsync()).NodeIsLive);
    }

    [Fact]
    public async Task Leaving_under_another_nonce_changes_nothing()
    {
        await Store.Cluster.LeaveAsync(Node with { Nonce = Node.Nonce + 1 }, Cancel);

        Assert.True((await HeartbeatAsync()).NodeIsLive);
    }

    [Fact]
    public async Task Leaving_twice_is_harmless()
    {
        await Store.Cluster.LeaveAsync(Node, Cancel);

        await Store.Cluster.LeaveAsync(Node, Cancel);
    }
}
