namespace Pawl.Storage.Contract.Cluster;

/// <summary>Duties: one node at a time, for a short time.</summary>
public abstract class DutyContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [InlineData(Duty.Promote)]
    [InlineData(Duty.Reap)]
    [InlineData(Duty.Prune)]
    public async Task A_free_duty_is_taken_and_kept_from_others(Duty duty)
    {
        NodeMembership other = await JoinAsync();

        Assert.True(await HoldAsync(duty, Node));
        Assert.False(await HoldAsync(duty, other));
    }

    [Fact]
    public async Task The_holder_keeps_it_by_asking_again()
    {
        NodeMembership other = await JoinAsync();
        await HoldAsync(Duty.Reap, Node);
        Clock.Advance(Minute - Millisecond);

        Assert.True(await HoldAsync(Duty.Reap, Node));

        Clock.Advance(Minute - Millisecond);
        Assert.False(await HoldAsync(Duty.Reap, other));
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    public async Task A_duty_is_free_when_its_time_is_over(int millisecondsPast, bool isFree)
    {
        NodeMembership other = await JoinAsync();
        await HoldAsync(Duty.Promote, Node);
        Clock.Advance(Minute + TimeSpan.FromMilliseconds(millisecondsPast));

        Assert.Equal(isFree, await HoldAsync(Duty.Promote, other));
        Assert.Equal(!isFree, await HoldAsync(Duty.Promote, Node));
    }

    [Fact]
    public async Task Duties_are_held_one_by_one()
    {
        NodeMembership other = await JoinAsync();
        await HoldAsync(Duty.Promote, Node);

        Assert.True(await HoldAsync(Duty.Reap, other));
        Assert.True(await HoldAsync(Duty.Prune, Node));
    }

    [Fact]
    public async Task A_node_that_leaves_gives_its_duties_up_and_only_its_own()
    {
        NodeMembership other = await JoinAsync();
        await HoldAsync(Duty.Promote, Node);
        await HoldAsync(Duty.Reap, other);

        await Store.Cluster.LeaveAsync(Node, Cancel);

        Assert.True(await HoldAsync(Duty.Promote, other));
        Assert.False(await HoldAsync(Duty.Reap, await JoinAsync()));
    }

    [Fact]
    public async Task A_node_with_the_same_number_but_another_nonce_is_another_node()
    {
        await HoldAsync(Duty.Prune, Node);

        Assert.False(await HoldAsync(Duty.Prune, Node with { Nonce = Node.Nonce + 1 }));
    }

    private async Task<bool> HoldAsync(Duty duty, NodeMembership node) =>
        await Store.Cluster.HoldDutyAsync(duty, node, Minute, Cancel);
}
