using System.Numerics;

namespace Pawl.Schedules.Cron;

/// <summary>The times of day of a cron expression, a bit each for the hours, minutes and seconds. None of the three is empty.</summary>
/// <remarks>Times are in seconds from midnight, and -1 where there is none.</remarks>
internal readonly struct CronClock(ulong hours, ulong minutes, ulong seconds)
{
    public ulong Hours => hours;

    public ulong Minutes => minutes;

    public ulong Seconds => seconds;

    public int First => (Lowest(hours) * 3600) + (Lowest(minutes) * 60) + Lowest(seconds);

    public int Last => (Highest(hours) * 3600) + (Highest(minutes) * 60) + Highest(seconds);

    public int AtOrAfter(int hour, int minute, int second)
    {
        if (Has(hours, hour))
        {
            if (Has(minutes, minute) && From(seconds, second) is var laterSecond and not 0)
            {
                return (hour * 3600) + (minute * 60) + Lowest(laterSecond);
            }

            if (From(minutes, minute + 1) is var laterMinutes and not 0)
            {
                return (hour * 3600) + (Lowest(laterMinutes) * 60) + Lowest(seconds);
            }
        }

        return From(hours, hour + 1) is var laterHours and not 0
            ? (Lowest(laterHours) * 3600) + (Lowest(minutes) * 60) + Lowest(seconds)
            : -1;
    }

    public int AtOrBefore(int hour, int minute, int second)
    {
        if (Has(hours, hour))
        {
            if (Has(minutes, minute) && UpTo(seconds, second) is var earlierSeconds and not 0)
            {
                return (hour * 3600) + (minute * 60) + Highest(earlierSeconds);
            }

            if (UpTo(minutes, minute - 1) is var earlierMinutes and not 0)
            {
                return (hour * 3600) + (Highest(earlierMinutes) * 60) + Highest(seconds);
            }
        }

        return UpTo(hours, hour - 1) is var earlierHours and not 0
            ? (Highest(earlierHours) * 3600) + (Highest(minutes) * 60) + Highest(seconds)
            : -1;
    }

    private static bool Has(ulong set, int value) => (set & (1UL << value)) != 0;

    private static ulong From(ulong set, int value) => set & (ulong.MaxValue << value);

    // Up to -1 is nothing; a shift by 64 would be none.
    private static ulong UpTo(ulong set, int value) => set & ~(ulong.MaxValue << (value + 1));

    private static int Lowest(ulong set) => BitOperations.TrailingZeroCount(set);

    private static int Highest(ulong set) => BitOperations.Log2(set);
}
