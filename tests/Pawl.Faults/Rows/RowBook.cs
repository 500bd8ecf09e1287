namespace Pawl.Faults.Rows;

/// <summary>The matrix.</summary>
public static class RowBook
{
    /// <summary>The rows that can be run.</summary>
    public static IReadOnlyList<Row> All { get; } =
    [
        new F01KilledInHandler(),
        new F02KilledBeforeCompletion(),
        new F04KilledOneOfThree(),
        new F05StoppedUnderLoad(),
        new F06PausedPastLease(),
        new F07PausedWhole(),
        new F08DutyHolderPaused(),
        new F09Poison(),
        new F10NeverReturns(),
        new F12DatabaseKilled(),
        new F13SessionsTerminated(),
        new F14DatabasePaused(),
        new F15Failover(),
        new F16Switchover(),
        new F17AsynchronousFailover(),
        new F18CommitReplyCut(),
        new F19MissingStandby(),
        new F20Partition(),
        new F21HostileLocks(),
        new F22OldSnapshot(),
        new F23NoHints(),
        new F24IdleListener(),
        new F25Pooler(),
        new F26DiskFull(),
        new F27LogDiskFull(),
        new F28PinnedLog(),
        new F29SyncFails(),
        new F30SlowSync(),
        new F31NodeClocks(),
        new F32WallClockSteps(),
        new F33DatabaseClockSteps(),
        new F34Suspend(),
        new F36NoHandles(),
        new F39Herd(),
        new F42FileTaken(),
        new F47SweepStumbles(),
        new F48ClientChaos(),
        new F49ListenerHalfOpen(),
    ];

    /// <summary>The rows that are proven by something else, or wait for a feature; they never count as passed.</summary>
    public static IReadOnlyList<(string Name, string Why)> Elsewhere { get; } =
    [
        ("F-03", "run by ./test KillLoop: a process on a file, killed 200 times"),
        ("F-11", "run by ./test Hosting: the heart beats while every thread of the pool is blocked"),
        ("F-35", "run by ./eng/simulate --scenario daylight: weeks in which clocks change, in simulated time"),
        ("F-37", "not yet: needs HTTP"),
        ("F-38", "not yet: needs HTTP"),
        ("F-40", "not yet: needs webhooks"),
        ("F-41", "not yet: needs webhooks"),
        ("F-43", "not yet: needs the doctor of a damaged file"),
        ("F-44", "not yet: needs the check of the file system"),
        ("F-45", "not yet: needs a release before this one"),
        ("F-46", "run by ./test PostgreSql: a migration whose session is killed at each of its statements"),
        ("F-50", "not yet: needs backups"),
    ];
}
