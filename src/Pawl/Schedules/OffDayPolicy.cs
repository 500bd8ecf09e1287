namespace Pawl;

/// <summary>What becomes of a run that falls on a day outside the calendar of its schedule. The words are those of finance.</summary>
public enum OffDayPolicy
{
    /// <summary>There is no run.</summary>
    Skip,

    /// <summary>The run moves to the next day of the calendar, at the same time of day.</summary>
    Following,

    /// <summary>The run moves to the last day of the calendar before it, at the same time of day.</summary>
    Preceding,

    /// <summary>The run moves to the next day of the calendar, or to the last one before it where the next one is in another month. There
    /// is no run when its month has no day of the calendar at all.</summary>
    ModifiedFollowing,
}
