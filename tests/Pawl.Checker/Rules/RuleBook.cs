namespace Pawl.Checker.Rules;

/// <summary>All rules. Each needs a planted violation in the tests of the checker.</summary>
public static class RuleBook
{
    /// <summary>What holds whoever runs where, in the order of a job's life.</summary>
    private static readonly Rule[] Always =
    [
        new("An acknowledged job is found, unless it ran and is kept for no time", EnqueueRules.AcknowledgedJobIsFound),
        new("An acknowledged id is the id of what was asked for", EnqueueRules.AcknowledgedIdIsTheJobs),
        new("No job comes from nowhere", EnqueueRules.NoJobFromNowhere),
        new("A refused call leaves nothing", EnqueueRules.RefusedCallLeavesNothing),
        new("A call ends done, not done, or honestly unknown", EnqueueRules.CallIsAnsweredHonestly),
        new("What must be refused is refused", EnqueueRules.ConflictIsRefused),
        new("A call's jobs are stored once, all or none", EnqueueRules.CallIsStoredWhole),
        new("A caller's own row exists if and only if the jobs of its transaction do", EnqueueRules.MarkerMatchesJobs),
        new("One idempotency key names one job", EnqueueRules.IdempotencyKeyNamesOneJob),
        new("At most one live job carries a unique key", EnqueueRules.UniqueKeyIsUnique),
        new("A handler gets the payload that was enqueued", RunRules.PayloadIsDelivered),
        new("A finished job never runs again", RunRules.FinishedIsFinished),
        new("A job that succeeded has run", RunRules.SuccessHasRun),
        new("A job never starts before it is due", RunRules.NeverEarly),
        new("A checkpoint that was acknowledged is not forgotten", RunRules.CheckpointIsKept),
        new("Budgets are kept", RunRules.BudgetsAreKept),
        new("A result is what the handler returned", RunRules.ResultIsKept),
        new("A job that always throws fails in its last attempt", RunRules.DoomedFails),
        new("An effect exists if and only if its job succeeded, under the same token", RunRules.EffectMatchesSuccess),
        new("A follower exists if and only if the job that enqueued it succeeded", RunRules.FollowerMatchesSuccess),
        new("A tick has one job at most", TickRules.TickHasOneJob),
        new("A job of a schedule is for the tick that the ledger says", TickRules.JobIsForItsTick),
        new("A tick has a job or is skipped, once, by the version that was in force", TickRules.NoTickIsForgotten),
        new("A tick's job is not made before its instant", TickRules.TickIsNotEarly),
        new("A tick that was skipped never runs", TickRules.SkippedTickNeverRuns),
        new("Of ticks that were missed runs what their schedule's policy says", CatchUpRules.CatchUpIsBounded),
        new("Nothing is stuck", FileRules.NothingIsStuck),
        new("A job is in one table, in a state of that table", FileRules.StateMatchesTable),
        new("Only live jobs are ready or leased", FileRules.OnlyLiveJobsAreHeld),
        new("Counters equal a recount", FileRules.CountersEqualRecount),
        new("The database finds itself whole", FileRules.FileIsWhole),
    ];

    /// <summary>The rules for processes one after another, of which none runs beside another.</summary>
    public static IReadOnlyList<Rule> OneAtATime { get; } =
    [
        .. Always,
        new("Tokens of a job rise", RunRules.TokensRise),
        new("A job has one running attempt at most", RunRules.OneAttemptAtATime),
        new("A job fails only if it was alone when its process died for the third time", RunRules.OnlyTheGuiltyFail),
    ];

    /// <summary>The rules for processes beside one another.</summary>
    public static IReadOnlyList<Rule> Cluster { get; } =
    [
        .. Always,
        new("A lease is given once, and a process gets none that is older than one it had", ClusterRules.LeaseIsGivenOnce),
        new("A stale holder changes nothing", ClusterRules.StaleHolderChangesNothing),
        new("Nobody takes over from a holder that nothing has happened to", ClusterRules.HealthyHolderIsLeftAlone),
        new("A lease is not taken over before it can have expired", ClusterRules.LeaseLasts),
        new("A job fails only if it was alone when its process was lost for the third time", ClusterRules.OnlyTheGuiltyFail),
        new("A call is answered, unless its process was killed", ClusterRules.CallIsAnswered),
    ];

    /// <summary>Every rule there is.</summary>
    public static IReadOnlyList<Rule> All { get; } = [.. OneAtATime.Union(Cluster)];
}
