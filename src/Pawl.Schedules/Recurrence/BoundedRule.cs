using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Recurrence;

/// <summary>A rule's times from its start to its end, in seconds. Immutable.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Points">Its times, with no beginning and no end.</param>
/// <param name="First">Where they begin.</param>
/// <param name="Last">Where they end; itself still among them.</param>
internal sealed record BoundedRule(RecurrenceRule Rule, PointSet Points, long First, long Last)
{
    /// <summary>The first time at or after a second, or null.</summary>
    public long? AtOrAfter(long from, Effort effort)
    {
        from = Math.Max(from, First);
        return from <= Last && Points.AtOrAfter(from, effort) is { } found && found <= Last ? found : null;
    }

    /// <summary>The last time at or before a second, or null.</summary>
    public long? AtOrBefore(long until, Effort effort)
    {
        until = Math.Min(until, Last);
        return until >= First && Points.AtOrBefore(until, effort) is { } found && found >= First ? found : null;
    }
}
