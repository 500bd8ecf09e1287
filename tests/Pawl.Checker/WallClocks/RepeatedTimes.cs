using System.Globalization;

namespace Pawl.Checker.WallClocks;

/// <summary>The simplest recurrences of RFC 5545: a start, and every so many days, hours or minutes behind it, on a wall clock.</summary>
/// <param name="Start">The first time; a whole minute.</param>
/// <param name="Unit">A day, an hour or a minute.</param>
/// <param name="Count">How many of them lie between two times.</param>
public sealed record RepeatedTimes(DateTime Start, TimeSpan Unit, int Count) : IWallTimes
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public bool IsInterval => Unit < Day;

    /// <inheritdoc/>
    public bool Matches(DateTime time) => time >= Start && (time - Start).Ticks % (Unit.Ticks * Count) == 0;

    /// <summary>The recurrence as a user writes it.</summary>
    public override string ToString()
    {
        string frequency = Unit == Day ? "DAILY" : Unit == Hour ? "HOURLY" : "MINUTELY";
        return string.Create(CultureInfo.InvariantCulture, $"DTSTART:{Start:yyyyMMdd'T'HHmmss}\nRRULE:FREQ={frequency};INTERVAL={Count}");
    }
}
