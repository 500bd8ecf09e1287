using Pawl.PostgreSql.Connections;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Schedules;

/// <summary>A write whose revision is the stored one, and what it makes of the schedule.</summary>
internal sealed class AppliedWrite
{
    private readonly LockedSchedule before;

    /// <exception cref="InvariantException">It decides a tick again, or beyond what it decides up to, or changes what does not
    /// exist.</exception>
    public AppliedWrite(ScheduleWrite write, LockedSchedule before, long now)
    {
        Write = write;
        this.before = before;
        DecidedUntil = write.DecidedUntil is { } until ? Instant.ToMicroseconds(until) : before.Latest(now);
        if (before.IsNew)
        {
            Invariant.Require(
                write is { Version: not null, IsDeleted: false, Fired.Count: 0, Skipped.Count: 0, DecidedUntil: null },
                $"Schedule {write.Name}, which does not exist, was to be changed.");
        }
        else
        {
            Invariant.Require(
                DecidedUntil >= before.DecidedUntil && write.Fired.All(tick => IsUndecided(tick.At)),
                $"A tick of schedule {write.Name} was to be decided twice, or beyond what is decided.");
        }
    }

    public ScheduleWrite Write { get; }

    public string Name => Write.Name.Value;

    /// <summary>The version that decides the ticks, and that a change ends.</summary>
    public int VersionBefore => before.Version;

    public int Version => Write.Version is null ? before.Version : before.Version + 1;

    // A name that is used again has higher versions, so a revision never comes again.
    public long Revision => 1 + (before.IsNew ? (long)Version << 32 : before.Revision);

    /// <summary>In microseconds.</summary>
    public long DecidedUntil { get; }

    /// <summary>Rounded up, so that nobody looks before it is due.</summary>
    public DateTime? DueAt =>
        Write.DueAt is { } due ? Value.Time(Instant.ToMicrosecondsUp(due - DateTimeOffset.UnixEpoch)) : null;

    private bool IsUndecided(DateTimeOffset tick) =>
        Instant.ToMicroseconds(tick) > before.DecidedUntil && Instant.ToMicroseconds(tick) <= DecidedUntil;
}
