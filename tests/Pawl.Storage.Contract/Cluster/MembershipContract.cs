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
        Assert.All(numbers, number => Assert.InRange(number, 0, IdGenerator.Generators - 1));
    }

    [Fact]
    public async Task A_membership_carries_the_nonce_of_its_node()
    {
        var node = new NewNode("host-2", Store.Entropy.NextNonce(), LeaseDuration);

        Assert.Equal(node.Nonce, (await Store.Cluster.JoinAsync(node, Cancel)).Nonce);
    }

    [Fact]
    public async Task A_number_comes_again_only_after_all_the_others()
    {
        HashSet<int> given = [Node.Generator];
        for (int i = 1; i < IdGenerator.Generators; i++)
        {
            NodeMembership node = await JoinAsync();
            Assert.True(given.Add(node.Generator), $"{node.Generator} was given again after {i} others.");
            await Store.Cluster.LeaveAsync(node, Cancel);
        }

        await Store.Cluster.LeaveAsync(Node, Cancel);
        Assert.Equal(Node.Generator, (await JoinAsync()).Generator);
    }

    [Fact]
    public async Task When_all_numbers_are_leased_nobody_can_join_until_one_leaves()
    {
        NodeMembership last = Node;
        for (int i = 1; i < IdGenerator.Generators; i++)
        {
            last = await JoinAsync();
        }

        await Assert.ThrowsAsync<StoreUnavailableException>(() => JoinAsync());
        await Store.Cluster.LeaveAsync(last, Cancel);
        Assert.Equal(last.Generator, (await JoinAsync()).Generator);
    }

    [Fact]
    public async Task Numbers_of_dead_nodes_are_given_again_and_their_ids_are_not()
    {
        NodeMembership first = await JoinAsync();
        DateTimeOffset endOfFirst = Clock.Now + LeaseDuration;
        var firstIds = new IdGenerator(Clock, first.Generator, first.IdsAfter);
        Clock.Advance(LeaseDuration - Millisecond);
        JobId lastOfFirst = firstIds.NextJobId();
        Clock.Advance(Millisecond);

        NodeMembership second;
        do
        {
            second = await JoinAsync(Millisecond);
            Clock.Advance(Millisecond);
        }
        while (second.Generator != first.Generator);

        Assert.True(second.IdsAfter >= endOfFirst, "The first may have made ids until then.");
        JobId firstOfSecond = new IdGenerator(Clock, second.Generator, second.IdsAfter).NextJobId();
        Assert.True(firstOfSecond.CompareTo(lastOfFirst) > 0);
    }

    [Fact]
    public async Task Numbers_of_live_nodes_are_passed_over()
    {
        List<int> given = [];
        for (int i = 0; i < IdGenerator.Generators * 2; i++)
        {
            given.Add((await JoinAsync(Millisecond)).Generator);
            Clock.Advance(Millisecond);
        }

        Assert.DoesNotContain(Node.Generator, given);
        Assert.Equal(IdGenerator.Generators - 1, given.Distinct().Count());
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
