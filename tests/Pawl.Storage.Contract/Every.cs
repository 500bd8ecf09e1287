namespace Pawl.Storage.Contract;

/// <summary>Data for theories: every state, every ending, and every pair of them.</summary>
public static class Every
{
    public static readonly JobState[] AllStates = Enum.GetValues<JobState>();

    public static TheoryData<JobState> State => [.. AllStates];

    public static TheoryData<JobState> LiveState => [.. AllStates.Where(state => !state.IsFinished())];

    public static TheoryData<JobState> FinishedState => [.. AllStates.Where(state => state.IsFinished())];

    public static TheoryData<JobState> StateNotRunning => [.. AllStates.Where(state => state != JobState.Running)];

    public static TheoryData<JobState> StateNotQueued => [.. AllStates.Where(state => state != JobState.Queued)];

    public static TheoryData<Ending> Ending => [.. Enum.GetValues<Ending>()];

    public static TheoryData<ulong> Seed => [.. Enumerable.Range(1, 10).Select(seed => (ulong)seed)];

    public static TheoryData<JobState, UniqueConflict> LiveStateAndUniqueConflict =>
        Pairs(AllStates.Where(state => !state.IsFinished()), Enum.GetValues<UniqueConflict>());

    public static TheoryData<T1, T2> Pairs<T1, T2>(IEnumerable<T1> ones, IEnumerable<T2> others) =>
        new(ones.SelectMany(_ => others, (one, other) => (one, other)));
}
