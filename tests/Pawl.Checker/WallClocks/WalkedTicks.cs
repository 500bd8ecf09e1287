namespace Pawl.Checker.WallClocks;

/// <summary>When the times of a rule come in a zone, the slow way: every minute of UTC is walked, the clock on the wall is looked at, and
/// the rule is asked. Of the zone nothing is known but its offset at an instant. Instants are seconds since 1970.</summary>
/// <param name="times">The rule.</param>
/// <param name="offsetAt">The seconds by which the wall clock is ahead of UTC at an instant.</param>
/// <param name="bySeconds">Whether the rule may name seconds, so that every second must be looked at.</param>
/// <remarks>
/// <list type="bullet">
/// <item>A time that the clock shows is a tick.</item>
/// <item>Times that the clock went over are one tick, at the first instant after them.</item>
/// <item>A time that the clock has shown before is a tick once more for intervals only.</item>
/// </list>
/// </remarks>
public sealed class WalkedTicks(IWallTimes times, Func<long, int> offsetAt, bool bySeconds = false)
{
    private const int Minute = 60;

    /// <summary>Longer than clocks were ever set back.</summary>
    private const int LongestShift = 25 * 60 * Minute;

    /// <summary>Shorter than any zone has kept an offset.</summary>
    private const int ShortestStay = 10 * Minute;

    /// <summary>The ticks from one instant to another, both among them, in order.</summary>
    /// <param name="first">The first instant.</param>
    /// <param name="last">The last.</param>
    /// <returns>The ticks.</returns>
    public IEnumerable<long> Between(long first, long last)
    {
        for (long minute = first - Into(first); minute <= last; minute += Minute)
        {
            bool isSteady = offsetAt(minute - 1) == offsetAt(minute + Minute - 1);
            bool hasOne = isSteady && !bySeconds;
            long second = hasOne ? minute + ((Minute - Into(minute + offsetAt(minute))) % Minute) : minute;
            for (; second < minute + Minute; second += hasOne ? Minute : 1)
            {
                if (second >= first && second <= last && (IsEndOfGap(second) || IsShown(second)))
                {
                    yield return second;
                }
            }
        }
    }

    private static long Into(long second) => ((second % Minute) + Minute) % Minute;

    private static DateTime TimeOf(long shown) => DateTime.UnixEpoch.AddTicks(shown * TimeSpan.TicksPerSecond);

    private bool IsShown(long second) =>
        times.Matches(TimeOf(second + offsetAt(second))) && (times.IsInterval || !WasShownBefore(second));

    /// <summary>Whether the clock went over a time of the rule just before.</summary>
    private bool IsEndOfGap(long second)
    {
        long shown = second + offsetAt(second);
        for (long missed = second + offsetAt(second - 1); missed < shown; missed++)
        {
            if ((bySeconds || missed % Minute == 0) && times.Matches(TimeOf(missed)))
            {
                return true;
            }
        }

        return false;
    }

    private bool WasShownBefore(long second)
    {
        int offset = offsetAt(second);
        for (long earlier = second - ShortestStay; earlier >= second - LongestShift; earlier -= ShortestStay)
        {
            // By so much clocks were set back since; then they showed the same so long ago, unless it was in between.
            int back = offsetAt(earlier) - offset;
            if (back > 0 && offsetAt(second - back) - offset == back)
            {
                return true;
            }
        }

        return false;
    }
}
