namespace Pawl.Storage.Contract.Jobs;

/// <summary>The whole matrix: every operation on a job in every state.</summary>
public abstract class StateContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [MemberData(nameof(OperationCases.All), MemberType = typeof(OperationCases))]
    public async Task Every_operation_on_every_state_has_one_outcome(
        Operation operation, JobState state, JobChange expected, JobState? expectedState)
    {
        JobId id = await GivenJobInAsync(state);
        Job before = await FindAsync(id);

        Assert.Equal(expected, await DoAsync(operation, id));

        Assert.Equal(expectedState, (await TryFindAsync(id))?.State);
        if (expected == JobChange.Refused)
        {
            await AssertUnchangedAsync(before, id);
        }
    }

    [Theory]
    [InlineData(Operation.Cancel)]
    [InlineData(Operation.Retry)]
    [InlineData(Operation.Delete)]
    [InlineData(Operation.RescheduleForLater)]
    [InlineData(Operation.RescheduleForNow)]
    public async Task No_operation_finds_a_job_that_was_never_stored(Operation operation) =>
        Assert.Equal(JobChange.NotFound, await DoAsync(operation, NextJobId()));

    private async Task<JobChange> DoAsync(Operation operation, JobId id) => operation switch
    {
        Operation.Cancel => await CancelAsync(id),
        Operation.Retry => await RetryAsync(id),
        Operation.Delete => await DeleteAsync(id),
        Operation.RescheduleForLater => await RescheduleAsync(id, Clock.Now + Minute),
        Operation.RescheduleForNow => await RescheduleAsync(id, Clock.Now),
        Operation.Claim => DoneIf((await ClaimAsync()).Count == 1),
        Operation.Promote => DoneIf((await PromoteAsync()).Promoted == 1),
        Operation.Reap => DoneIf((await ReapAsync()).Count == 1),
        _ => DoneIf(await PruneAsync() == 1),
    };

    private static JobChange DoneIf(bool isDone) => isDone ? JobChange.Done : JobChange.Refused;
}
