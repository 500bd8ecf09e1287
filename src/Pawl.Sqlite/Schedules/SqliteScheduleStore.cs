using Pawl.Storage;

namespace Pawl.Sqlite.Schedules;

internal sealed class SqliteScheduleStore(StoreAccess store) : IScheduleStore
{
    public ValueTask<DueSchedules> FindAsync(ScheduleName name, CancellationToken cancellationToken) =>
        store.ReadAsync(ScheduleReads.Find, (name, store.Writer.Clock), cancellationToken);

    public async ValueTask<IReadOnlyList<StoredSchedule>> ListAsync(
        ScheduleName? after, int limit, CancellationToken cancellationToken) =>
        await store.ReadAsync(ScheduleReads.List, (after, limit), cancellationToken);

    public ValueTask<DueSchedules> FindDueAsync(int limit, CancellationToken cancellationToken) =>
        store.ReadAsync(ScheduleReads.FindDue, (limit, store.Writer.Clock), cancellationToken);

    public async ValueTask<IReadOnlyList<bool>> WriteAsync(
        IReadOnlyList<ScheduleWrite> writes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writes);
        return await store.Writer.ExecuteAsync(ScheduleChanges.WriteAll, writes, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<bool>> FillAsync(ScheduleFill fill, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fill);
        return await store.Writer.ExecuteAsync(ScheduleChanges.Fill, fill, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<StoredScheduleVersion>> ListVersionsAsync(
        ScheduleName name, int limit, CancellationToken cancellationToken) =>
        await store.ReadAsync(ScheduleReads.ListVersions, (name, limit), cancellationToken);

    public async ValueTask<IReadOnlyList<StoredTick>> ListTicksAsync(
        ScheduleName name, DateTimeOffset? before, int limit, CancellationToken cancellationToken) =>
        await store.ReadAsync(TickLedger.List, (name, before, limit), cancellationToken);
}
