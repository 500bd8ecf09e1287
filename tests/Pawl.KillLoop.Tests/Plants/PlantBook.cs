using Pawl.Checker;
using Pawl.Checker.Store;

namespace Pawl.KillLoop.Tests.Plants;

/// <summary>All plants: at least one for each rule of the checker.</summary>
internal static class PlantBook
{
    private const string Acknowledged = "An acknowledged job is found, unless it ran and is kept for no time";
    private const string RightId = "An acknowledged id is the id of what was asked for";
    private const string Nowhere = "No job comes from nowhere";
    private const string Refused = "A refused call leaves nothing";
    private const string Conflict = "What must be refused is refused";
    private const string Whole = "A call's jobs are stored once, all or none";
    private const string Marker = "A caller's own row exists if and only if the jobs of its transaction do";
    private const string Idempotency = "One idempotency key names one job";
    private const string Unique = "At most one live job carries a unique key";
    private const string Payload = "A handler gets the payload that was enqueued";
    private const string Tokens = "Tokens of a job rise";
    private const string OneAttempt = "A job has one running attempt at most";
    private const string Finished = "A finished job never runs again";
    private const string HasRun = "A job that succeeded has run";
    private const string Early = "A job never starts before it is due";
    private const string Checkpoint = "A checkpoint that was acknowledged is not forgotten";
    private const string Budgets = "Budgets are kept";
    private const string Guilty = "A job fails only if it was alone when its process died for the third time";
    private const string Effect = "An effect exists if and only if its job succeeded, under the same token";
    private const string Follower = "A follower exists if and only if the job that enqueued it succeeded";
    private const string Honest = "A call ends done, not done, or honestly unknown";
    private const string Result = "A result is what the handler returned";
    private const string Doomed = "A job that always throws fails in its last attempt";
    private const string GivenOnce = "A lease is given once, and a process gets none that is older than one it had";
    private const string StaleHolder = "A stale holder changes nothing";
    private const string Healthy = "Nobody takes over from a holder that nothing has happened to";
    private const string LeaseLasts = "A lease is not taken over before it can have expired";
    private const string ClusterGuilty = "A job fails only if it was alone when its process was lost for the third time";
    private const string Answered = "A call is answered, unless its process was killed";
    private const string Stuck = "Nothing is stuck";
    private const string OneForATick = "A tick has one job at most";
    private const string RightTick = "A job of a schedule is for the tick that the ledger says";
    private const string Forgotten = "A tick has a job or is skipped, once, by the version that was in force";
    private const string EarlyTick = "A tick's job is not made before its instant";
    private const string SkippedRuns = "A tick that was skipped never runs";
    private const string CatchUp = "Of ticks that were missed runs what their schedule's policy says";
    private const string Table = "A job is in one table, in a state of that table";
    private const string Held = "Only live jobs are ready or leased";
    private const string Counters = "Counters equal a recount";
    private const string File = "The database finds itself whole";

    private const long NewId = 77;
    private const string Revive = """
        INSERT INTO job (id, queue, type, state, priority, run_at, enqueued_at, attempt, crashes, interruptions, token,
            retention_s, failed_retention_s, payload)
        SELECT id, queue, type, 'Queued', priority, run_at, enqueued_at, attempt, crashes, interruptions, token,
            retention_s, failed_retention_s, payload
        FROM archive WHERE id =
        """;

    public static IReadOnlyList<Plant> All { get; } =
    [
        .. TickPlants,
        new("An acknowledged job is deleted", Acknowledged, soil => Delete(soil, soil.Job(JobTypes.Plain))),
        new("An acknowledged job kept for no time is gone before it ran", Acknowledged, soil =>
            soil.Write($"call 9-1 single 9-1 {JobTypes.Gone} 1", $"ok 9-1 {NewId}")),
        new("A call is answered with the id of another's job", RightId, soil =>
            soil.Write($"call 9-1 single 9-1 {JobTypes.Plain} 1", $"ok 9-1 {soil.Job(JobTypes.Plain).Id}")),
        new("A job is stored that nobody asked for", Nowhere, soil => soil.Copy(soil.Job(JobTypes.Plain), NewId, "ghost")),
        new("A call is refused and its job stored", Refused, soil =>
        {
            soil.Write($"call 9-1 single 9-1 {JobTypes.Plain} 1", "refused 9-1");
            soil.Copy(soil.Job(JobTypes.Plain), NewId, "9-1");
        }),
        new("Another payload is accepted under a used key", Conflict, soil =>
            soil.Write($"call 9-1 conflict 9-1 {JobTypes.Plain} 1", $"ok 9-1 {soil.Job(JobTypes.Plain).Id}")),
        new("A job of a bulk is missing", Whole, soil => Delete(soil, soil.Job(JobTypes.Plain, "bulk"))),
        new("A call's job is stored twice", Whole, soil =>
        {
            StoredJob job = soil.Job(JobTypes.Slow, "single");
            soil.Copy(job, NewId, job.Origin);
        }),
        new("A caller's row is missing", Marker, soil =>
            soil.Change($"DELETE FROM marker WHERE origin = '{soil.Job(JobTypes.Plain, "transact").Origin}'")),
        new("A caller's row stands alone", Marker, soil => soil.Change("INSERT INTO marker VALUES ('ghost')")),
        new("Two jobs carry an idempotency key", Idempotency, soil =>
        {
            StoredJob job = soil.Job(JobTypes.Plain, "keyed");
            soil.Copy(job, NewId, job.Origin);
        }),
        new("A repeated request is answered with another job", Idempotency, soil =>
        {
            StoredJob job = soil.Job(JobTypes.Plain, "keyed");
            soil.Write($"call 9-1 keyed {job.Origin} {JobTypes.Plain} 1", $"ok 9-1 {NewId}");
        }),
        new("Two jobs with a unique key live at once", Unique, soil =>
            soil.Copy(soil.Job(JobTypes.Slow, "unique"), NewId, "ghost")),
        new("A handler is given another job's payload", Payload, soil =>
            soil.Write($"start {soil.Job(JobTypes.Plain).Id} 1 99 ghost 0")),
        new("A token is used twice", Tokens, soil => soil.Write(Start(soil.Job(JobTypes.Plain), token: 1))),
        new("A job is begun while it runs", OneAttempt, soil =>
            soil.Write(Start(soil.Job(JobTypes.Plain), token: 98), Start(soil.Job(JobTypes.Plain), token: 99))),
        new("A job that succeeded is run again", Finished, soil => soil.Write(Start(soil.Job(JobTypes.Plain), token: 99))),
        new("A job that acknowledged its completion is run again", Finished, soil =>
        {
            StoredJob job = soil.Job(JobTypes.Effect);
            soil.Write($"done {job.Id} 98", Start(job, token: 99));
            Delete(soil, job);
        }),
        new("A job is said to have succeeded under a lease that never ran", HasRun, soil =>
            Update(soil, soil.Job(JobTypes.Plain), "token = token + 1")),
        new("A job was started a microsecond early", Early, soil =>
            Update(soil, soil.Job(JobTypes.Plain, "later"), "run_at = started_at + 1")),
        new("A checkpoint is forgotten", Checkpoint, soil => soil.Write($"resume {soil.Job(JobTypes.Steps).Id} 99 3")),
        new("A handler is given a text that was changed on the way", Payload, soil =>
            soil.Write($"{Start(soil.Job(JobTypes.Plain), token: 99)} ABC")),
        new("A call ends in an error that nobody was told of", Honest, soil =>
            soil.Write($"call 9-1 single 9-1 {JobTypes.Plain} 1", "broke 9-1 System.NullReferenceException")),
        new("A result is lost", Result, soil => Update(soil, soil.Job(JobTypes.Result), "result = NULL")),
        new("A job that always throws succeeds", Doomed, soil =>
            Update(soil, soil.Job(JobTypes.Doomed, state: "Failed"), "state = 'Succeeded'")),
        new("A lease is given twice", GivenOnce, soil => soil.Write(Start(soil.Job(JobTypes.Plain), token: 1))),
        new("A process is given an older lease", GivenOnce, soil =>
            soil.Write(Start(soil.Job(JobTypes.Plain), token: 99), Start(soil.Job(JobTypes.Plain), token: 98))),
        new("A completion is accepted after the lease was given to another", StaleHolder, soil =>
        {
            StoredJob job = soil.Job(JobTypes.Effect);
            soil.Write($"@1 {Start(job, token: 98)}", $"@2 {Start(job, token: 99)}", $"@3 completing {job.Id} 98", $"@4 done {job.Id} 98");
        }),
        new("A checkpoint is accepted after the lease was given to another", StaleHolder, soil =>
        {
            StoredJob job = soil.Job(JobTypes.Steps);
            soil.Write(
                $"@1 {Start(job, token: 98)}", $"@2 {Start(job, token: 99)}", $"@3 saving {job.Id} 98 1", $"@4 saved {job.Id} 98 1");
        }),
        new("A job is taken over from a healthy process", Healthy, soil =>
        {
            StoredJob job = soil.Job(JobTypes.Plain);
            soil.Write($"@1 {Start(job, token: 98)}", $"@2 {Start(job, token: 99)}");
        }),
        new("A job is taken over a moment after its process was killed", LeaseLasts, soil =>
        {
            StoredJob job = soil.Job(JobTypes.Plain);
            soil.Write(
                "@1 cluster postgres 3000 1000", $"@2 {Start(job, token: 98)}", "@3 fault 9999 killed", $"@4 {Start(job, token: 99)}");
        }),
        new("A job fails for a pause at which another was running", ClusterGuilty, soil =>
        {
            StoredJob job = soil.Job(JobTypes.Plain);
            Update(soil, job, "state = 'Failed', token = 99, crashes = 3, failures = '[{\"code\":\"pawl.kills_its_worker\"}]'");
            soil.Write($"@1 {Start(soil.Job(JobTypes.Slow), token: 99)}", $"@2 {Start(job, token: 99)}", "@3 fault 9999 paused");
        }),
        new("A job that did nothing wrong has failed beside others", ClusterGuilty, soil =>
            Update(soil, soil.Job(JobTypes.Plain), "state = 'Failed'")),
        new("A call gets no answer", Answered, soil => soil.Write($"call 9-1 single 9-1 {JobTypes.Plain} 1")),
        new("A job has more crashes than it may", Budgets, soil => Update(soil, soil.Job(JobTypes.Plain), "crashes = 4")),
        new("A job that never threw has spent an attempt", Budgets, soil =>
            Update(soil, soil.Job(JobTypes.Plain), "attempt = attempt + 1")),
        new("A job ran more often than its row says", Budgets, soil =>
            Update(soil, soil.Job(JobTypes.Flaky), "attempt = 0, crashes = 0, interruptions = 0")),
        new("A job that did nothing wrong has failed", Guilty, soil =>
            Update(soil, soil.Job(JobTypes.Plain), "state = 'Failed'")),
        new("A job failed for a kill at which another was running", Guilty, soil =>
        {
            StoredJob job = soil.Job(JobTypes.Plain);
            Update(soil, job, "state = 'Failed', token = 99, crashes = 3, failures = '[{\"code\":\"pawl.kills_its_worker\"}]'");
            soil.Write(Start(job, token: 99), Start(soil.Job(JobTypes.Slow), token: 99));
        }),
        new("An effect is missing", Effect, soil => soil.Change($"DELETE FROM effect WHERE job_id = {soil.Job(JobTypes.Effect).Id}")),
        new("An effect has no job that succeeded", Effect, soil => soil.Change("INSERT INTO effect VALUES (1, 1)")),
        new("An effect was written twice", Effect, soil => soil.Change("INSERT INTO effect SELECT * FROM effect LIMIT 1")),
        new("An effect was written under another lease", Effect, soil =>
            soil.Change($"UPDATE effect SET token = token + 1 WHERE job_id = {soil.Job(JobTypes.Effect).Id}")),
        new("A follower is missing", Follower, soil => soil.Change(
            $"DELETE FROM archive WHERE id = (SELECT min(id) FROM archive WHERE type = '{JobTypes.Follow}')")),
        new("A follower has no parent", Follower, soil =>
            soil.Change($"UPDATE archive SET state = 'Cancelled' WHERE id = {soil.Job(JobTypes.Effect).Id}")),
        new("A job is still queued", Stuck, soil =>
        {
            StoredJob job = soil.Job(JobTypes.Plain);
            soil.Change($"{Revive} {job.Id}");
            Delete(soil, job);
        }),
        new("A job is alive and archived", Table, soil => soil.Change($"{Revive} {soil.Job(JobTypes.Plain).Id}")),
        new("A finished job is said to run", Table, soil => Update(soil, soil.Job(JobTypes.Plain), "state = 'Running'")),
        new("A state has a name that nobody knows", Table, soil => Update(soil, soil.Job(JobTypes.Plain), "state = 'Done'")),
        new("A finished job can be claimed", Held, soil => soil.Change(
            $"INSERT INTO ready SELECT queue, priority, run_at, id FROM archive WHERE id = {soil.Job(JobTypes.Plain).Id}")),
        new("A finished job is leased", Held, soil => soil.Change(
            $"INSERT INTO lease (job, worker, token, started_at) VALUES ({soil.Job(JobTypes.Plain).Id}, 1, 1, 1)")),
        new("A counter is one too high", Counters, soil => soil.Change("UPDATE counter SET count = count + 1")),
        new("A counter is missing", Counters, soil => soil.Change("DELETE FROM counter WHERE count > 0")),
        new("A counter counts what is not there", Counters, soil =>
            soil.Change("INSERT INTO counter (queue, type, state, count) VALUES ('ghost', 'ghost', 'Queued', 1)")),
        new("A row breaks a constraint", File, soil => soil.Change("UPDATE counter SET count = -1")),
    ];

    private static IEnumerable<Plant> TickPlants =>
    [
        new("A tick is run as two jobs", OneForATick, soil => soil.Write("tick 77 1 ghost 2000000", "tick 78 1 ghost 2000000")),
        new("A job has two ticks", OneForATick, soil => soil.Change(
            $"INSERT INTO tick SELECT schedule, at + 1, version, job, kind, zone_version, decided_at FROM tick WHERE {Some(soil)}")),
        new("The job of a tick is gone", RightTick, soil => soil.Change($"DELETE FROM archive WHERE id = {soil.Tick.Job}")),
        new("A job of a schedule is for no tick", RightTick, soil => soil.Copy(soil.Job(soil.Tick), NewId, soil.Tick.Schedule)),
        new("A handler is told of another tick", RightTick, soil =>
            soil.Write($"tick {soil.Tick.Job} 1 {soil.Tick.Schedule} {soil.Tick.At + 1}")),
        new("A handler is told of no tick", RightTick, soil => soil.Write(Start(soil.Job(soil.Tick), token: 99))),
        new("A tick is forgotten", Forgotten, soil => soil.Change($"DELETE FROM tick WHERE {Some(soil)}")),
        new("A tick before the first is forgotten", Forgotten, soil =>
            soil.Change("UPDATE schedule_version SET valid_from = valid_from - 3000000 WHERE number = 1")),
        new("A tick has a job and is skipped", Forgotten, soil => Skip(soil, soil.Tick)),
        new("A tick is decided that is none", Forgotten, soil => Skip(soil, soil.Tick with { At = soil.Tick.At + 1 }, count: 1)),
        new("A tick is decided before its schedule began", Forgotten, soil =>
            soil.Change($"UPDATE schedule_version SET valid_from = {soil.Tick.At} WHERE schedule = '{soil.Tick.Schedule}' AND number = 1")),
        new("A tick is decided by a version to come", Forgotten, soil => soil.Change($"UPDATE tick SET version = 2 WHERE {Some(soil)}")),
        new("Ticks are skipped that were counted wrongly", Forgotten, soil => Skip(soil, soil.Tick, count: 2)),
        new("A schedule that was declared is not stored", Forgotten, soil => soil.Write(
            "plan ghost 2000 None 60000", $"call 9-1 single 9-1 {JobTypes.Plain} 1", $"ok 9-1 {NewId}")),
        new("A schedule is stored that nobody declared", Forgotten, soil => soil.Change(
            $"UPDATE schedule_version SET schedule = 'ghost' WHERE schedule = '{soil.Tick.Schedule}'")),
        new("A tick's job is made a microsecond early", EarlyTick, soil =>
            Update(soil, soil.Job(soil.Tick), $"enqueued_at = {soil.Tick.At - 1}")),
        new("A tick is decided a microsecond early", EarlyTick, soil =>
            soil.Change($"UPDATE tick SET decided_at = at - 1 WHERE {Some(soil)}")),
        new("A tick that was skipped runs", SkippedRuns, soil => Skip(soil, soil.Tick)),
        new("A missed tick runs although none may", CatchUp, soil => Miss(soil, "None", 2, 75)),
        new("Two missed ticks run although the latest may", CatchUp, soil => Miss(soil, "Latest", 120, 300, 180)),
        new("A missed tick runs that is older than its window", CatchUp, soil => Miss(soil, "All", 2, 200)),
        new("A missed tick is skipped although all may run", CatchUp, soil =>
        {
            soil.Write("plan ghost 2000 All 180000");
            Skip(soil, new StoredTick("ghost", 100_000_000, 1, 0, 200_000_000));
        }),
    ];

    /// <summary>Ticks of a schedule that were given jobs so many seconds late, all at once.</summary>
    private static void Miss(Soil soil, string policy, int period, params int[] late)
    {
        soil.Write($"plan ghost {period}000 {policy} 180000");
        foreach (int seconds in late)
        {
            soil.Change($"INSERT INTO tick VALUES ('ghost', {(600 - seconds) * 1_000_000}, 1, {NewId}, 'Nominal', '', 600000000)");
        }
    }

    private static void Skip(Soil soil, StoredTick tick, int count = 1) => soil.Change($"""
        INSERT INTO skipped_tick (schedule, from_at, until_at, version, count, reason, decided_at)
        VALUES ('{tick.Schedule}', {tick.At}, {tick.At}, {tick.Version}, {count}, 'Missed', {tick.DecidedAt})
        """);

    private static string Some(Soil soil) => $"schedule = '{soil.Tick.Schedule}' AND at = {soil.Tick.At}";

    private static void Delete(Soil soil, StoredJob job) => soil.Change($"DELETE FROM archive WHERE id = {job.Id}");

    private static void Update(Soil soil, StoredJob job, string assignments) =>
        soil.Change($"UPDATE archive SET {assignments} WHERE id = {job.Id}");

    private static string Start(StoredJob job, long token) => $"start {job.Id} 1 {token} {job.Origin} {job.Index}";
}
