using Pawl.Checker.Histories;
using Pawl.Storage;

namespace Pawl.Simulation.Links;

internal sealed class SchedulesLink(Line line, IScheduleStore store) : IScheduleStore
{
    public ValueTask<DueSchedules> FindAsync(ScheduleName name, CancellationToken cancellationToken) =>
        line.ReadAsync(() => store.FindAsync(name, CancellationToken.None));

    public ValueTask<IReadOnlyList<StoredSchedule>> ListAsync(ScheduleName? after, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(() => store.ListAsync(after, limit, CancellationToken.None));

    public ValueTask<DueSchedules> FindDueAsync(int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(() => store.FindDueAsync(limit, CancellationToken.None));

    public ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<ScheduleWrite> writes, CancellationToken cancellationToken)
    {
        JobRequest[] requests = [.. writes.SelectMany(write => write.Fired.Select(tick => RequestOf(write.Name, tick)))];
        return line.AskAsync(
            line.Begin(Operations.Schedule, requests),
            () => store.WriteAsync(writes, CancellationToken.None),
            cancellationToken: cancellationToken);
    }

    public ValueTask<IReadOnlyList<bool>> FillAsync(ScheduleFill fill, CancellationToken cancellationToken)
    {
        JobRequest[] requests =
        [
            .. fill.Ticks.Select(tick =>
                fill.Kind == TickKind.Trigger ? line.World.RequestOf(tick.Job) : RequestOf(fill.Name, tick)),
        ];
        return line.AskAsync(
            line.Begin(Operations.Schedule, requests),
            () => store.FillAsync(fill, CancellationToken.None),
            cancellationToken: cancellationToken);
    }

    public ValueTask<IReadOnlyList<StoredScheduleVersion>> ListVersionsAsync(
        ScheduleName name, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(() => store.ListVersionsAsync(name, limit, CancellationToken.None));

    public ValueTask<IReadOnlyList<StoredTick>> ListTicksAsync(
        ScheduleName name, DateTimeOffset? before, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(() => store.ListTicksAsync(name, before, limit, CancellationToken.None));

    private JobRequest RequestOf(ScheduleName name, FiredTick tick) => line.World.RequestOf(tick.Job) with
    {
        Tick = new RequestedTick(name.Value, (tick.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond),
    };
}
