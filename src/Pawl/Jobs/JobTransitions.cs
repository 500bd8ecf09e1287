namespace Pawl;

/// <summary>The state machine of a job: every change that may happen, in one table. Anything else is refused.</summary>
public static class JobTransitions
{
    private const int States = (int)JobState.Cancelled + 1;

    /// <summary>Each row is a state, and the states that may follow it.</summary>
    private static readonly (JobState From, JobState[] To)[] Table =
    [
        // due · run now · cancel
        (JobState.Scheduled, [JobState.Queued, JobState.Scheduled, JobState.Cancelled]),
        // claim · reschedule · no handler · cancel
        (JobState.Queued, [JobState.Running, JobState.Scheduled, JobState.Queued, JobState.Waiting, JobState.Cancelled]),
        // success · failure with budget · failure without · snooze · release, interruption, reap · cancel
        (JobState.Running,
            [JobState.Succeeded, JobState.Retrying, JobState.Failed, JobState.Scheduled, JobState.Queued, JobState.Cancelled]),
        // due, run now · reschedule · cancel
        (JobState.Retrying, [JobState.Queued, JobState.Scheduled, JobState.Cancelled]),
        // a handler came, run now · reschedule · cancel
        (JobState.Waiting, [JobState.Queued, JobState.Scheduled, JobState.Cancelled]),
        // retried by an operator, from here on
        (JobState.Succeeded, []),
        (JobState.Failed, [JobState.Queued]),
        (JobState.Cancelled, [JobState.Queued]),
    ];

    private static readonly bool[] Allowed = Flatten();

    /// <summary>The states that a job may begin in.</summary>
    public static IReadOnlyList<JobState> Initial { get; } = [JobState.Scheduled, JobState.Queued];

    /// <summary>Whether a state is final unless an operator intervenes; such jobs lie in the archive.</summary>
    /// <param name="state">The state.</param>
    /// <returns>True for <see cref="JobState.Succeeded"/>, <see cref="JobState.Failed"/> and
    /// <see cref="JobState.Cancelled"/>.</returns>
    public static bool IsFinished(this JobState state) => state >= JobState.Succeeded;

    /// <summary>Whether a job that is in one state may come into another.</summary>
    /// <param name="from">The state before.</param>
    /// <param name="to">The state after.</param>
    /// <returns>Whether the table has the change.</returns>
    public static bool IsAllowed(JobState from, JobState to) => Allowed[((int)from * States) + (int)to];

    /// <summary>Requires that a change is in the table.</summary>
    /// <param name="from">The state before.</param>
    /// <param name="to">The state after.</param>
    /// <exception cref="InvariantException">The change is not in the table.</exception>
    public static void Require(JobState from, JobState to) =>
        Invariant.Require(IsAllowed(from, to), $"A job went from {from} to {to}, which the state machine does not allow.");

    private static bool[] Flatten()
    {
        var allowed = new bool[States * States];
        foreach ((JobState from, JobState[] next) in Table)
        {
            foreach (JobState to in next)
            {
                allowed[((int)from * States) + (int)to] = true;
            }
        }

        return allowed;
    }
}
