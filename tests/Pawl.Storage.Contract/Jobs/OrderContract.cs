namespace Pawl.Storage.Contract.Jobs;

/// <summary>Completion, cancellation and reaping of one running job, in every order: the first that may end it does, and
/// the others are told so.</summary>
public abstract class OrderContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [MemberData(nameof(OrderCases.EndingAndOrder), MemberType = typeof(OrderCases))]
    public async Task Whoever_comes_first_ends_the_attempt(Ending ending, EndingStep[] order)
    {
        LeasedJob job = await GivenRunningAsync();
        Clock.Advance(LeaseDuration);
        JobState state = JobState.Running;
        bool cancelRequested = false;

        foreach (EndingStep step in order)
        {
            switch (step)
            {
                case EndingStep.Complete:
                    CompletionStatus status = (await CompleteAsync(job.Lease, ending.ToOutcome())).Status;
                    Assert.Equal(state == JobState.Running ? CompletionStatus.Recorded : CompletionStatus.LeaseLost, status);
                    state = state == JobState.Running ? ending.Leads(cancelRequested) : state;
                    break;

                case EndingStep.Reap:
                    Assert.Equal(state == JobState.Running ? 1 : 0, (await ReapAsync()).Count);
                    state = state == JobState.Running ? JobBudgets.AfterCrash(1, cancelRequested) : state;
                    break;

                default:
                    cancelRequested = state == JobState.Running;
                    Assert.Equal(
                        cancelRequested ? JobChange.Requested : state.IsFinished() ? JobChange.Refused : JobChange.Done,
                        await CancelAsync(job.Lease.Job));
                    state = cancelRequested || state.IsFinished() ? state : JobState.Cancelled;
                    break;
            }

            await AssertStateAsync(state, job.Lease.Job);
        }

        Assert.True(state.IsFinished(), "Someone wanted it to end, and it has.");
    }
}
