using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Schedules;

internal sealed class PostgreSqlScheduleStore(StoreAccess store) : IScheduleStore
{
    private static readonly SqlFile FindSchedule = SqlFile.Load("Schedules/FindSchedule.sql");
    private static readonly SqlFile ListSchedules = SqlFile.Load("Schedules/ListSchedules.sql");
    private static readonly SqlFile SelectDueSchedules = SqlFile.Load("Schedules/SelectDueSchedules.sql");
    private static readonly SqlFile ListScheduleVersions = SqlFile.Load("Schedules/ListScheduleVersions.sql");
    private static readonly SqlFile ListTicks = SqlFile.Load("Schedules/ListTicks.sql");

    private static readonly long Latest = Instant.ToMicroseconds(DateTimeOffset.MaxValue);

    public async ValueTask<DueSchedules> FindAsync(ScheduleName name, CancellationToken cancellationToken)
    {
        var found = await store.Database.ReadAsync(
            static (connection, name, cancellationToken) => connection.ReadByIndexAsync(
                FindSchedule,
                ScheduleRow.ReadWithTime,
                cancellationToken,
                Value.Of(name.Value),
                Value.Of(ScheduleLimits.LiveJobs)),
            name,
            cancellationToken);
        (StoredSchedule? schedule, DateTimeOffset now, _) = found[0];
        return new DueSchedules(now, schedule is null ? [] : [schedule], null);
    }

    public async ValueTask<IReadOnlyList<StoredSchedule>> ListAsync(
        ScheduleName? after, int limit, CancellationToken cancellationToken) =>
        await store.Database.ReadMuchAsync(
            static (connection, page, cancellationToken) => connection.ReadByIndexAsync(
                ListSchedules,
                ScheduleRow.Read,
                cancellationToken,
                Value.Of(page.after?.Value ?? ""),
                Value.Of(page.limit),
                Value.Of(ScheduleLimits.LiveJobs)),
            (after, limit),
            cancellationToken);

    public async ValueTask<DueSchedules> FindDueAsync(int limit, CancellationToken cancellationToken)
    {
        // One more than asked for: whether there is one.
        var found = await store.Database.ReadAsync(
            static (connection, limit, cancellationToken) => connection.ReadByIndexAsync(
                SelectDueSchedules,
                ScheduleRow.ReadWithTime,
                cancellationToken,
                Value.Of(limit + 1),
                Value.Of(ScheduleLimits.LiveJobs)),
            limit,
            cancellationToken);
        (_, DateTimeOffset now, DateTimeOffset? nextDueAt) = found[0];
        StoredSchedule[] due = [.. found.Select(row => row.Schedule).OfType<StoredSchedule>()];
        return due.Length > limit
            ? new DueSchedules(now, due[..limit], TimeSpan.Zero)
            : new DueSchedules(now, due, nextDueAt - now);
    }

    public async ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<ScheduleWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writes);
        return await store.Database.TransactAsync(ScheduleWriter.WriteAsync, writes, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<bool>> FillAsync(ScheduleFill fill, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fill);
        return await store.Database.TransactAsync(ScheduleFiller.FillAsync, fill, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<StoredScheduleVersion>> ListVersionsAsync(
        ScheduleName name, int limit, CancellationToken cancellationToken) =>
        await store.Database.ReadMuchAsync(
            static (connection, page, cancellationToken) => connection.ReadByIndexAsync(
                ListScheduleVersions, ScheduleRow.ReadVersion, cancellationToken, Value.Of(page.name.Value), Value.Of(page.limit)),
            (name, limit),
            cancellationToken);

    public async ValueTask<IReadOnlyList<StoredTick>> ListTicksAsync(
        ScheduleName name, DateTimeOffset? before, int limit, CancellationToken cancellationToken) =>
        await store.Database.ReadMuchAsync(
            static (connection, page, cancellationToken) => connection.ReadByIndexAsync(
                ListTicks,
                ScheduleRow.ReadTick,
                cancellationToken,
                Value.Of(page.name.Value),
                Value.At(page.before is { } instant ? Up(instant) : Latest),
                Value.Of(page.limit)),
            (name, before, limit),
            cancellationToken);

    private static long Up(DateTimeOffset instant) => Math.Min(Latest, Instant.ToMicrosecondsUp(instant - DateTimeOffset.UnixEpoch));
}
