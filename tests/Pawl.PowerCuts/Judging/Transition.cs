using Pawl.PowerCuts.Work;

namespace Pawl.PowerCuts.Judging;

/// <summary>Judges one transaction: what its calls were answered against what changed in the file. All that was promised is
/// there, and nothing else has changed.</summary>
internal static class Transition
{
    public static IEnumerable<string> Judge(Snapshot before, Snapshot after, IReadOnlyList<Call> calls, Payloads payloads, long now)
    {
        Dictionary<long, Expectation> expected = [];
        foreach (Expectation expectation in calls.SelectMany(call => call.Expectations))
        {
            expected[expectation.Job] = expectation;
        }

        CallKind kinds = calls.Aggregate(CallKind.None, (all, call) => all | call.Kind);
        IEnumerable<string> jobs = before.Ids.Union(after.Ids).Union(expected.Keys).Order()
            .Select(id => JudgeJob(before.Find(id), after.Find(id), expected.GetValueOrDefault(id), kinds, now))
            .OfType<string>();
        return
        [
            .. jobs,
            .. after.Contradictions(),
            .. after.Jobs.Where(job => !payloads.AreOf(job)).Select(job => $"job {job} has another payload than it was given (I-5)"),
            .. JudgeRows("effect", before.Effects, after.Effects, [.. calls.SelectMany(call => call.Effects)]),
            .. JudgeRows("marker", before.Markers, after.Markers, [.. calls.SelectMany(call => call.Markers)]),
        ];
    }

    private static string? JudgeJob(StoredJob? before, StoredJob? after, Expectation? expected, CallKind kinds, long now)
    {
        if (expected is not null)
        {
            return expected.Holds(before, after)
                ? null
                : $"a call was answered that job {expected.Job} is {expected.Means}; it was {Words(before)} and is {Words(after)}";
        }

        return before == after || IsSilentChange(before, after, kinds, now)
            ? null
            : $"no call was answered that changes a job, but {Words(before)} has become {Words(after)} (I-2, I-38)";
    }

    /// <summary>Changes that an answer counts but does not name.</summary>
    private static bool IsSilentChange(StoredJob? before, StoredJob? after, CallKind kinds, long now) => (before, after) switch
    {
        ({ IsFinished: true } old, null) => kinds.HasFlag(CallKind.Prune) && old.At <= now,
        ({ State: "Scheduled" or "Retrying" } old, { State: "Queued" } queued) =>
            kinds.HasFlag(CallKind.Promote) && queued.At <= now && queued == old with { State = "Queued" },
        ({ State: "Waiting" } old, { State: "Queued" } queued) =>
            kinds.HasFlag(CallKind.Promote) && queued == old with { State = "Queued" },
        ({ State: "Queued" } old, { State: "Waiting" } waiting) =>
            kinds.HasFlag(CallKind.Claim) && waiting == old with { State = "Waiting" },
        _ => false,
    };

    private static IEnumerable<string> JudgeRows<T>(string what, IReadOnlyList<T> before, IReadOnlyList<T> after, IReadOnlyList<T> added) =>
    [
        .. before.Concat(added).Except(after).Select(row => $"{what} {row} is missing (I-25)"),
        .. after.Except(before.Concat(added)).Select(row => $"{what} {row} is there, and no call was answered so (I-25)"),
    ];

    private static string Words(StoredJob? job) => job is { } known ? known.ToString() : "absent";
}
