using NodaTime;
using Pawl.Schedules.Recurrence.Days;

namespace Pawl.Schedules.Recurrence;

/// <summary>Times on the wall clock as whole seconds since the first midnight of the year 1.</summary>
internal static class WallSeconds
{
    /// <summary>The last second of the year 9999.</summary>
    public const long Last = (DayNumbers.Count * DayNumbers.Seconds) - 1;

    /// <summary>The second of a time, or the next one where it has a fraction; 0 before the year 1.</summary>
    /// <param name="time">The time.</param>
    public static long From(LocalDateTime time)
    {
        if (time.Year < 1)
        {
            return 0;
        }

        long nanoseconds = time.TimeOfDay.NanosecondOfDay;
        long seconds = (nanoseconds + NodaConstants.NanosecondsPerSecond - 1) / NodaConstants.NanosecondsPerSecond;
        return (time.Date.ToDateOnly().DayNumber * DayNumbers.Seconds) + seconds;
    }

    /// <summary>The time of a second.</summary>
    /// <param name="second">The second, up to <see cref="Last"/>.</param>
    public static LocalDateTime ToTime(long second) =>
        LocalDate.FromDateOnly(DayNumbers.ToDate(second / DayNumbers.Seconds))
            .At(LocalTime.FromSecondsSinceMidnight((int)(second % DayNumbers.Seconds)));

    /// <summary>A time that is after a second, and before the next one has passed.</summary>
    /// <param name="second">The second, up to <see cref="Last"/>.</param>
    public static LocalDateTime ToTimeAfter(long second) =>
        second < Last ? ToTime(second + 1) : LocalDate.MaxIsoValue.At(LocalTime.MaxValue);
}
