using Pawl.Storage;

namespace Pawl.ReferenceModel.Tables;

/// <summary>A schedule that exists.</summary>
internal sealed record ScheduleRow(
    ScheduleName Name,
    long Revision,
    int Version,
    DateTimeOffset DecidedUntil,
    DateTimeOffset? SeenUntil,
    DateTimeOffset? DueAt,
    IReadOnlyList<JobId> Jobs);

/// <summary>A version, also of a schedule that is deleted.</summary>
internal sealed record ScheduleVersionRow(ScheduleName Schedule, StoredScheduleVersion Version);

/// <summary>An entry of the ledger.</summary>
internal sealed record TickRow(ScheduleName Schedule, StoredTick Tick)
{
    public (ScheduleName, DateTimeOffset, bool) Key => (Schedule, Tick.At, Tick.Skipped is null);
}
