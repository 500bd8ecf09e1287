namespace Pawl.Storage.Contract;

/// <summary>Every operation on a job in every state: the answer, and the state that follows; null where the job is gone.
/// Maintenance finds nothing that is due, so it changes nothing.</summary>
public static class OperationCases
{
    public static TheoryData<Operation, JobState, JobChange, JobState?> All
    {
        get
        {
            var data = new TheoryData<Operation, JobState, JobChange, JobState?>();
            foreach (Operation operation in Enum.GetValues<Operation>())
            {
                foreach (JobState state in Every.AllStates)
                {
                    (JobChange change, JobState? after) = Expected(operation, state);
                    data.Add(operation, state, change, after);
                }
            }

            return data;
        }
    }

    private static (JobChange Change, JobState? After) Expected(Operation operation, JobState state) =>
        (operation, state) switch
        {
            (Operation.Cancel, JobState.Running) => (JobChange.Requested, state),
            (Operation.Cancel, _) when state.IsFinished() => (JobChange.Refused, state),
            (Operation.Cancel, _) => (JobChange.Done, JobState.Cancelled),

            (Operation.Retry, JobState.Queued or JobState.Running or JobState.Succeeded) => (JobChange.Refused, state),
            (Operation.Retry, _) => (JobChange.Done, JobState.Queued),

            (Operation.Delete, JobState.Running) => (JobChange.Refused, state),
            (Operation.Delete, _) => (JobChange.Done, null),

            (Operation.RescheduleForLater or Operation.RescheduleForNow, JobState.Running) => (JobChange.Refused, state),
            (Operation.RescheduleForLater or Operation.RescheduleForNow, _) when state.IsFinished() =>
                (JobChange.Refused, state),
            (Operation.RescheduleForLater, _) => (JobChange.Done, JobState.Scheduled),
            (Operation.RescheduleForNow, _) => (JobChange.Done, JobState.Queued),

            (Operation.Claim, JobState.Queued) => (JobChange.Done, JobState.Running),
            _ => (JobChange.Refused, state),
        };
}
