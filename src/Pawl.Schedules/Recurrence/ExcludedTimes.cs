using System.Collections.Frozen;
using Pawl.Schedules.Recurrence.Days;

namespace Pawl.Schedules.Recurrence;

/// <summary>What EXDATE takes out: seconds, and whole days. Immutable.</summary>
internal sealed class ExcludedTimes
{
    private readonly FrozenSet<long> seconds;
    private readonly FrozenSet<long> days;

    /// <summary>Takes the seconds and the days.</summary>
    /// <param name="seconds">The seconds.</param>
    /// <param name="days">The numbers of the days.</param>
    public ExcludedTimes(IEnumerable<long> seconds, IEnumerable<long> days)
    {
        this.seconds = seconds.ToFrozenSet();
        this.days = days.ToFrozenSet();
    }

    /// <summary>How many seconds and days there are.</summary>
    public int Count => seconds.Count + days.Count;

    /// <summary>The first second after one that has been taken out, with all that is taken out together with it; null when it has
    /// not.</summary>
    /// <param name="second">The second.</param>
    public long? EndOf(long second)
    {
        long day = second / DayNumbers.Seconds;
        return days.Contains(day) ? (day + 1) * DayNumbers.Seconds
            : seconds.Contains(second) ? second + 1
            : null;
    }

    /// <summary>The last second before one that has been taken out, with all that is taken out together with it; null when it has
    /// not.</summary>
    /// <param name="second">The second.</param>
    public long? StartOf(long second)
    {
        long day = second / DayNumbers.Seconds;
        return days.Contains(day) ? (day * DayNumbers.Seconds) - 1
            : seconds.Contains(second) ? second - 1
            : null;
    }
}
