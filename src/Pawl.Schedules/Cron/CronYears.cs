using System.Numerics;

namespace Pawl.Schedules.Cron;

/// <summary>The years of a cron expression: all of them, or those of its seventh field.</summary>
internal readonly struct CronYears
{
    /// <summary>The first year that may be written.</summary>
    public const int Least = 1970;

    /// <summary>The last year that may be written.</summary>
    public const int Greatest = 2199;

    /// <summary>A year is one of these: it is a leap year or not, and begins on one of seven days. Kind k has 365 + k / 7 days and
    /// begins on weekday k % 7, from 0 for Sunday.</summary>
    public const int Kinds = 14;

    private const int FirstOfCalendar = 1;
    private const int LastOfCalendar = 9999;
    private const int Words = 4;

    private static readonly ulong[][] YearsOfKinds = FindYearsOfKinds();

    /// <summary>A bit a year from 1970 on, or null for every year of the calendar.</summary>
    private readonly ulong[]? written;

    public CronYears(ulong[] written) => this.written = written;

    /// <summary>Whether nothing was written, so that every year is one.</summary>
    public bool AreAll => written is null;

    public static ulong[] NewSet() => new ulong[Words];

    public static void Add(ulong[] set, int year) => set[(year - Least) >> 6] |= 1UL << (year - Least);

    public bool Contain(int year) => written is null
        || (year is >= Least and <= Greatest && (written[(year - Least) >> 6] & (1UL << (year - Least))) != 0);

    /// <summary>Whether one of the years is of a kind. In all years, each kind comes in every 400 years.</summary>
    public bool ContainKind(int kind)
    {
        if (written is null)
        {
            return true;
        }

        ulong both = 0;
        for (int word = 0; word < Words; word++)
        {
            both |= written[word] & YearsOfKinds[kind][word];
        }

        return both != 0;
    }

    /// <summary>The first year after another, or null.</summary>
    public int? After(int year)
    {
        if (written is null)
        {
            return year < LastOfCalendar ? Math.Max(FirstOfCalendar, year + 1) : null;
        }

        for (int index = Math.Max(0, year + 1 - Least); index < Words * 64; index = (index | 63) + 1)
        {
            ulong rest = written[index >> 6] & (ulong.MaxValue << index);
            if (rest != 0)
            {
                return Least + (index & ~63) + BitOperations.TrailingZeroCount(rest);
            }
        }

        return null;
    }

    /// <summary>The last year before another, or null.</summary>
    public int? Before(int year)
    {
        if (written is null)
        {
            return year > FirstOfCalendar ? Math.Min(LastOfCalendar, year - 1) : null;
        }

        for (int index = Math.Min(Words * 64, year - Least) - 1; index >= 0; index = (index & ~63) - 1)
        {
            ulong rest = written[index >> 6] & (ulong.MaxValue >> (63 - (index & 63)));
            if (rest != 0)
            {
                return Least + (index & ~63) + BitOperations.Log2(rest);
            }
        }

        return null;
    }

    private static ulong[][] FindYearsOfKinds()
    {
        ulong[][] years = [.. Enumerable.Range(0, Kinds).Select(_ => NewSet())];
        for (int year = Least; year <= Greatest; year++)
        {
            int firstDay = CronDays.WeekdayOfFirst(year, 1);
            Add(years[(DateTime.IsLeapYear(year) ? 7 : 0) + firstDay], year);
        }

        return years;
    }
}
