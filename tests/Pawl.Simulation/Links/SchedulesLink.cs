using Pawl.Checker.Histories;
using Pawl.Storage;

namespace Pawl.Simulation.Links;

internal sealed class SchedulesLink(Line line, IScheduleStore store) : IScheduleStore
{
    private readonly ScheduleReadings readings = new(line.World);

    public async ValueTask<DueSchedules> FindAsync(ScheduleName name, CancellationToken cancellationToken) =>
        readings.Mark(await line.ReadAsync(() => store.FindAsync(name, CancellationToken.None)));

    public ValueTask<IReadOnlyList<StoredSchedule>> ListAsync(ScheduleName? after, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(() => store.ListAsync(after, limit, CancellationToken.None));

    public async ValueTask<DueSchedules> FindDueAsync(int limit, CancellationToken cancellationToken) =>
        readings.Mark(await line.ReadAsync(() => store.FindDueAsync(limit, CancellationToken.None)));

    public ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<ScheduleWrite> writes, CancellationToken cancellationToken)
    {
        JobRequest[] requests = [.. writes.SelectMany(write => write.Fired.Select(tick => RequestOf(write.Name, tick)))];
        Call call = line.Begin(Operations.Schedule, requests);
        return line.AskAsync(call, () => WriteAsync(call, writes), cancellationToken: cancellationToken);
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

    private async ValueTask<IReadOnlyList<bool>> WriteAsync(Call call, IReadOnlyList<ScheduleWrite> writes)
    {
        IReadOnlyList<bool> applied = await store.WriteAsync([.. writes.Select(readings.AsRead)], CancellationToken.None);
        call.Decisions = [.. writes.Where((_, index) => applied[index]).Select(readings.DecisionOf)];
        return applied;
    }

    private JobRequest RequestOf(ScheduleName name, FiredTick tick) => line.World.RequestOf(tick.Job) with
    {
        Tick = new RequestedTick(name.Value, (tick.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond),
    };
}
