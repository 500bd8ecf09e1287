using Pawl.ReferenceModel.Tables;
using Pawl.Storage;

namespace Pawl.ReferenceModel;

/// <content>Schedules and the ledger of their ticks.</content>
public sealed partial class ReferenceStore : IScheduleStore
{
    /// <inheritdoc/>
    public ValueTask<DueSchedules> FindAsync(ScheduleName name, CancellationToken cancellationToken) => Run(
        () => new DueSchedules(now, schedules.Find(name) is { } row ? [Stored(row)] : [], null), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredSchedule>> ListAsync(
        ScheduleName? after, int limit, CancellationToken cancellationToken) => Run<IReadOnlyList<StoredSchedule>>(
        () =>
        [
            .. schedules.Unordered.Where(row => after is not { } name || row.Name.CompareTo(name) > 0)
                .OrderBy(row => row.Name).Take(limit).Select(Stored),
        ],
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<DueSchedules> FindDueAsync(int limit, CancellationToken cancellationToken) =>
        Run(() => FindDue(limit), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<ScheduleWrite> writes, CancellationToken cancellationToken) =>
        RunEach(writes, Write, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<bool>> FillAsync(ScheduleFill fill, CancellationToken cancellationToken) =>
        RunEach(fill.Ticks, tick => Fill(fill, tick), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredScheduleVersion>> ListVersionsAsync(
        ScheduleName name, int limit, CancellationToken cancellationToken) => Run<IReadOnlyList<StoredScheduleVersion>>(
        () => [.. VersionsOf(name).Take(limit)], cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredTick>> ListTicksAsync(
        ScheduleName name, DateTimeOffset? before, int limit, CancellationToken cancellationToken) => Run<IReadOnlyList<StoredTick>>(
        () =>
        [
            .. ticks.Unordered.Where(row => row.Schedule == name && (before is null || row.Tick.At < before))
                .Select(row => row.Tick)
                .OrderByDescending(tick => tick.At).ThenBy(tick => tick.Job is null)
                .Take(limit),
        ],
        cancellationToken);

    private DueSchedules FindDue(int limit)
    {
        ScheduleRow[] waiting =
            [.. schedules.Unordered.Where(row => row.DueAt is not null).OrderBy(row => row.DueAt).ThenBy(row => row.Name)];
        ScheduleRow[] due = [.. waiting.TakeWhile(row => row.DueAt <= now).Take(limit)];
        ScheduleRow? next = waiting.Skip(due.Length).FirstOrDefault();
        return new DueSchedules(
            now, [.. due.Select(Stored)], next?.DueAt is { } at ? Later(at, now) - now : null);
    }

    private bool Write(ScheduleWrite write)
    {
        ScheduleRow? row = schedules.Find(write.Name);
        DateTimeOffset decidedUntil = write.DecidedUntil ?? now;
        if (row?.Revision != write.Revision || decidedUntil > now)
        {
            return false;
        }

        Invariant.Require(row is not null || write.DecidedUntil is null, "A schedule that does not exist was to be decided.");
        Invariant.Require(
            write.Fired.All(tick => tick.At <= decidedUntil && tick.At > (row?.DecidedUntil ?? now))
                && (row is null || decidedUntil >= row.DecidedUntil),
            "A tick was to be decided twice.");
        foreach (FiredTick tick in write.Fired)
        {
            Fire(write.Name, row!.Version, tick, TickKind.Nominal);
        }

        foreach (SkippedTicks skipped in write.Skipped)
        {
            ticks.Put(new TickRow(write.Name, new StoredTick
            {
                At = skipped.From, Version = row!.Version, DecidedAt = now, Skipped = skipped,
            }));
        }

        if (write.Version is not null || write.IsDeleted)
        {
            Supersede(write.Name, decidedUntil);
        }

        int version = write.Version is { } change ? Add(write.Name, change, decidedUntil) : row!.Version;
        if (write.IsDeleted)
        {
            schedules.Delete(write.Name);
        }
        else
        {
            schedules.Put(new ScheduleRow(
                write.Name,
                (row?.Revision ?? (long)version << 32) + 1,
                version,
                decidedUntil,
                write.SeenUntil,
                write.DueAt is { } due ? Up(due) : null,
                [.. Live(row), .. write.Fired.Select(tick => tick.Job.Id)]));
        }

        if (write.Version is not null)
        {
            Wake(new Wakeup(WakeupKind.SchedulesChanged));
        }

        return true;
    }

    private bool Fill(ScheduleFill fill, FiredTick tick)
    {
        if (schedules.Find(fill.Name) is not { } row
            || (fill.Kind == TickKind.Backfill && ticks.Find((fill.Name, tick.At, true)) is not null))
        {
            return false;
        }

        if (fill.Kind == TickKind.Backfill)
        {
            Invariant.Require(tick.At <= row.DecidedUntil, "A tick was to be filled that is not decided yet.");
            Fire(fill.Name, fill.Version, tick, TickKind.Backfill);
        }
        else
        {
            Enqueue(tick.Job);
        }

        schedules.Put(row with { Revision = row.Revision + 1, Jobs = [.. Live(row), tick.Job.Id] });
        return true;
    }

    /// <summary>A job that lives again is among those of its schedule again.</summary>
    private void ReturnToSchedule(JobRow job)
    {
        if (ScheduleTick.Of(job.Metadata) is { } tick && schedules.Find(tick.Schedule) is { } row)
        {
            schedules.Put(row with { Revision = row.Revision + 1, Jobs = [.. Live(row).Append(job.Id).Distinct()] });
        }
    }

    private void Fire(ScheduleName name, int version, FiredTick tick, TickKind kind)
    {
        Invariant.Require(ticks.Find((name, tick.At, true)) is null, "A tick was to have two jobs.");
        Enqueue(tick.Job);
        ticks.Put(new TickRow(name, new StoredTick
        {
            At = tick.At, Version = version, DecidedAt = now, Job = tick.Job.Id, Kind = kind, ZoneVersion = tick.ZoneVersion,
        }));
    }

    private void Supersede(ScheduleName name, DateTimeOffset until)
    {
        if (VersionsOf(name).FirstOrDefault() is { ValidUntil: null } last)
        {
            versions.Put(new ScheduleVersionRow(name, last with { ValidUntil = until }));
        }
    }

    private int Add(ScheduleName name, NewScheduleVersion change, DateTimeOffset from)
    {
        int number = 1 + (VersionsOf(name).FirstOrDefault()?.Number ?? 0);
        versions.Put(new ScheduleVersionRow(name, new StoredScheduleVersion
        {
            Number = number,
            Definition = Copy(change.Definition),
            IsPaused = change.IsPaused,
            Reason = change.Reason,
            Author = change.Author,
            ValidFrom = from,
            Difference = Copy(change.Difference),
        }));
        return number;
    }

    private IEnumerable<StoredScheduleVersion> VersionsOf(ScheduleName name) => versions.Unordered
        .Where(row => row.Schedule == name).Select(row => row.Version).OrderByDescending(version => version.Number);

    private IEnumerable<JobId> Live(ScheduleRow? row) =>
        (row?.Jobs ?? []).Where(id => jobs.Find(id) is { } job && !job.State.IsFinished());

    private StoredSchedule Stored(ScheduleRow row) => new()
    {
        Name = row.Name,
        Revision = row.Revision,
        Version = VersionsOf(row.Name).First(version => version.Number == row.Version),
        DecidedUntil = row.DecidedUntil,
        SeenUntil = row.SeenUntil,
        DueAt = row.DueAt,
        LiveJobs = [.. Live(row).Order().Take(ScheduleLimits.LiveJobs)],
    };

    /// <returns>How many entries were forgotten.</returns>
    private int PruneLedger(bool isSkipped, int limit)
    {
        TickRow[] past =
        [
            .. ticks.Unordered
                .Where(row => row.Tick.Skipped is not null == isSkipped && row.Tick.DecidedAt <= now - ScheduleLimits.LedgerRetention)
                .OrderBy(row => row.Tick.DecidedAt)
                .Take(limit),
        ];
        foreach (TickRow row in past)
        {
            ticks.Delete(row.Key);
        }

        return past.Length;
    }
}
