namespace Pawl.PowerCuts.Judging;

/// <summary>All that the judge asks of a file, in SQL of its own: it shares no code with the product, and reads few columns.</summary>
internal static class StoreQueries
{
    public const string Integrity = "PRAGMA integrity_check(5)";

    public const string Tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";

    /// <summary>Each stored job: id, whether finished, queue, type, state, attempt, token, payload, unique key, and the instant when
    /// it is due or may be pruned. One with a lease runs. A queued one is ready once, and no other is; else its state says so.</summary>
    public const string Jobs =
        "SELECT id, 0, queue, type, "
        + "CASE WHEN (SELECT count(*) FROM ready WHERE ready.job = id) <> (state = 'Queued' AND lease.job IS NULL) THEN 'wrong in ready' "
        + "WHEN lease.job IS NOT NULL THEN 'Running' ELSE state END, "
        + "attempt, coalesce(lease.token, job.token), payload, unique_key, run_at FROM job LEFT JOIN lease ON lease.job = id "
        + "UNION ALL SELECT id, 1, queue, type, state, attempt, token, payload, unique_key, prune_at FROM archive ORDER BY 1, 2";

    public const string Counters = "SELECT queue, type, state, count FROM counter WHERE count <> 0";

    public const string Keys = "SELECT queue, key, job FROM idempotency ORDER BY 1, 2";

    public const string PausedQueues = "SELECT name FROM queue WHERE paused_at IS NOT NULL ORDER BY 1";

    /// <summary>What handlers wrote in the transactions of their completions.</summary>
    public const string Effects = "SELECT job, token FROM effect ORDER BY 1, 2";

    /// <summary>What callers wrote in transactions that enqueue.</summary>
    public const string Markers = "SELECT number FROM marker ORDER BY 1";
}
