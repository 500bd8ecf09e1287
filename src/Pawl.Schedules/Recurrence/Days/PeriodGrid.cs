namespace Pawl.Schedules.Recurrence.Days;

/// <summary>The periods into which a frequency cuts the calendar, numbered in order. Immutable.</summary>
internal abstract class PeriodGrid
{
    /// <summary>How many periods there are in 400 years.</summary>
    public abstract long Cycle { get; }

    /// <summary>The number of the period that a day is in.</summary>
    public abstract long IndexOf(long day);

    /// <summary>The first day of a period; outside the years 1 to 9999, any day that is outside too.</summary>
    public abstract long FirstDay(long index);

    /// <summary>The last day of a period.</summary>
    public long LastDay(long index) => FirstDay(index + 1) - 1;
}
