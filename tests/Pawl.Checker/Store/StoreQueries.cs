namespace Pawl.Checker.Store;

/// <summary>The checker's own SQL for a store's tables, in one dialect. Instants come as microseconds.</summary>
internal sealed record StoreQueries
{
    /// <summary>What the database says of itself: <c>ok</c>, or its complaints.</summary>
    public required string Integrity { get; init; }

    /// <summary>The live jobs; whoever has a lease runs, whatever the job's row says.</summary>
    public required string LiveJobs { get; init; }

    /// <summary>The finished jobs, with the same columns.</summary>
    public required string FinishedJobs { get; init; }

    /// <summary>The kept numbers of jobs that are not zero: queue, type, state, number.</summary>
    public required string Counters { get; init; }

    /// <summary>The jobs that wait to be claimed or are leased, each with the table that says so.</summary>
    public required string Held { get; init; }

    /// <summary>The jobs that are remembered under idempotency keys.</summary>
    public required string Keys { get; init; }

    /// <summary>The versions of schedules; the one in force ends where all is decided.</summary>
    public required string Versions { get; init; }

    /// <summary>The ticks with a job.</summary>
    public required string Ticks { get; init; }

    /// <summary>The ticks without one.</summary>
    public required string Skips { get; init; }

    /// <summary>The SQL for SQLite.</summary>
    public static StoreQueries Sqlite { get; } = new()
    {
        Integrity = "PRAGMA integrity_check",
        LiveJobs = """
            SELECT job.id, queue, type, CASE WHEN lease.job IS NULL THEN state ELSE 'Running' END, attempt, crashes, interruptions,
                max(job.token, ifnull(lease.token, 0)), enqueued_at, run_at, ifnull(lease.started_at, job.started_at), unique_key,
                idempotency_key, ifnull(failures, ''), payload, NULL, NULL
            FROM job LEFT JOIN lease ON lease.job = job.id ORDER BY job.id
            """,
        FinishedJobs = """
            SELECT id, queue, type, state, attempt, crashes, interruptions, token, enqueued_at, run_at, started_at, unique_key,
                idempotency_key, ifnull(failures, ''), payload, finished_at, result
            FROM archive ORDER BY id
            """,
        Counters = "SELECT queue, type, state, count FROM counter WHERE count <> 0",
        Held = "SELECT 'ready', job FROM ready UNION ALL SELECT 'lease', job FROM lease",
        Keys = "SELECT key, job FROM idempotency",
        Versions = """
            SELECT schedule, number, is_paused <> 0, valid_from, coalesce(valid_until, decided_until, valid_from)
            FROM schedule_version LEFT JOIN schedule ON name = schedule ORDER BY schedule, number
            """,
        Ticks = "SELECT schedule, at, version, job, decided_at FROM tick WHERE kind = 'Nominal' ORDER BY schedule, at",
        Skips = """
            SELECT schedule, from_at, until_at, version, count, reason, decided_at FROM skipped_tick ORDER BY schedule, from_at
            """,
    };

    /// <summary>The SQL for PostgreSQL, where one snapshot serves all statements.</summary>
    public static StoreQueries Postgres { get; } = new()
    {
        Integrity = "SELECT 'ok'",
        LiveJobs = $"""
            SELECT job.id, queue, type, CASE WHEN lease.job IS NULL THEN state ELSE 'Running' END, attempt, crashes, interruptions,
                greatest(job.token, lease.token), {Microseconds("enqueued_at")}, {Microseconds("run_at")},
                {Microseconds("coalesce(lease.started_at, job.started_at)")}, unique_key, idempotency_key, coalesce(failures, ''), payload,
                NULL, NULL
            FROM pawl.job LEFT JOIN pawl.lease ON lease.job = job.id ORDER BY job.id
            """,
        FinishedJobs = $"""
            SELECT id, queue, type, state, attempt, crashes, interruptions, token, {Microseconds("enqueued_at")}, {Microseconds("run_at")},
                {Microseconds("started_at")}, unique_key, idempotency_key, coalesce(failures, ''), payload, {Microseconds("finished_at")},
                result
            FROM pawl.archive ORDER BY id
            """,
        Counters = """
            SELECT queue, type, state, sum(count)::bigint
            FROM (
                SELECT queue, type, state, count FROM pawl.counter
                UNION ALL SELECT queue, type, state, change FROM pawl.counter_change
            ) AS counts
            GROUP BY queue, type, state HAVING sum(count) <> 0
            """,
        Held = "SELECT 'ready', job FROM pawl.ready UNION ALL SELECT 'lease', job FROM pawl.lease",
        Keys = "SELECT key, job FROM pawl.idempotency",
        Versions = $"""
            SELECT schedule, number, is_paused, {Microseconds("valid_from")},
                {Microseconds("coalesce(valid_until, decided_until, valid_from)")}
            FROM pawl.schedule_version LEFT JOIN pawl.schedule ON name = schedule ORDER BY schedule, number
            """,
        Ticks = $"""
            SELECT schedule, {Microseconds("at")}, version, job, {Microseconds("decided_at")}
            FROM pawl.tick WHERE kind = 'Nominal' ORDER BY schedule, at
            """,
        Skips = $"""
            SELECT schedule, {Microseconds("from_at")}, {Microseconds("until_at")}, version, count, reason, {Microseconds("decided_at")}
            FROM pawl.skipped_tick ORDER BY schedule, from_at
            """,
    };

    private static string Microseconds(string instant) => $"(extract(epoch FROM {instant}) * 1000000)::bigint";
}
