using System.Numerics;

namespace Pawl.Schedules.Cron;

/// <summary>The days of a cron expression: which days of which months. A month is known by its length and by the weekday of its first
/// day, so there are 28 of them, and a set of its days is 31 bits, from bit 1 on.</summary>
internal readonly struct CronDays
{
    private const uint Week = 0x7F;
    private const ulong EveryWeek = 1 | 1UL << 7 | 1UL << 14 | 1UL << 21 | 1UL << 28;

    private readonly CronFieldValues ofMonth;
    private readonly CronFieldValues ofWeek;
    private readonly uint months;
    private readonly bool isEither;
    private readonly bool isEveryDay;

    /// <summary>Puts the three fields together.</summary>
    /// <param name="ofMonth">The days of the month.</param>
    /// <param name="months">A bit a month, from bit 1 on.</param>
    /// <param name="ofWeek">The days of the week, a bit each from bit 0, which is Sunday.</param>
    public CronDays(in CronFieldValues ofMonth, uint months, in CronFieldValues ofWeek)
    {
        this.ofMonth = ofMonth;
        this.ofWeek = ofWeek;
        this.months = months;

        // The rule of crontab(5): a field that begins with a star restricts nothing, even if it is */2.
        isEither = !ofMonth.BeginsWithAll && !ofWeek.BeginsWithAll;
        isEveryDay = ofMonth.HasAllDays && ofWeek.HasAllDays;
    }

    public CronFieldValues OfMonth => ofMonth;

    public CronFieldValues OfWeek => ofWeek;

    public uint Months => months;

    /// <summary>Whether one of the two fields of days is enough.</summary>
    public bool IsEither => isEither;

    /// <summary>The weekday of the first day of a month, from 0 for Sunday.</summary>
    public static int WeekdayOfFirst(int year, int month)
    {
        // Counted from the 1st of March of a year 0, so that the leap day comes last: 31, 30, 31, 30, 31 days, and again.
        int monthsFromMarch = (month + 9) % 12;
        int years = month > 2 ? year : year - 1;
        int days = (365 * years) + (years / 4) - (years / 100) + (years / 400) + (((153 * monthsFromMarch) + 2) / 5);
        return (days + 3) % 7;
    }

    public bool HasMonth(int month) => (months & (1u << month)) != 0;

    /// <summary>The months after another of the same year.</summary>
    public uint MonthsAfter(int month) => months & (uint.MaxValue << (month + 1));

    /// <summary>The months before another of the same year.</summary>
    public uint MonthsBefore(int month) => months & ~(uint.MaxValue << month);

    /// <summary>The days of a month.</summary>
    public uint Of(int year, int month)
    {
        int length = DateTime.DaysInMonth(year, month);
        return isEveryDay ? AllDays(length) : InMonth(length, WeekdayOfFirst(year, month));
    }

    /// <summary>Whether there is any day in some of the years.</summary>
    public bool ExistIn(CronYears years)
    {
        for (int kind = 0; kind < CronYears.Kinds; kind++)
        {
            if (years.ContainKind(kind) && ExistInKind(isLeapYear: kind >= 7, firstDay: kind % 7))
            {
                return true;
            }
        }

        return false;
    }

    private bool ExistInKind(bool isLeapYear, int firstDay)
    {
        for (int month = 1; month <= 12; month++)
        {
            int length = month == 2 ? (isLeapYear ? 29 : 28) : DateTime.DaysInMonth(2001, month);
            if (HasMonth(month) && InMonth(length, firstDay) != 0)
            {
                return true;
            }

            firstDay = (firstDay + length) % 7;
        }

        return false;
    }

    private uint InMonth(int length, int firstDay)
    {
        uint all = AllDays(length);
        uint byMonth = ((uint)ofMonth.Set & all) | FromTheEnd(length) | NearestToWork(length, firstDay);
        uint byWeek = (EachWeek((uint)ofWeek.Set, firstDay) & all)
            | (NthOfMonth(firstDay) & all)
            | (EachWeek(ofWeek.LastOfWeekday, firstDay) & all & ~AllDays(length - 7));
        return isEither ? byMonth | byWeek : byMonth & byWeek;
    }

    private static uint AllDays(int length) => ((1u << length) - 1) << 1;

    // The first day of the month is bit 1, whatever its weekday; the pattern begins there and comes again every seven bits.
    private static uint EachWeek(uint weekdays, int firstDay) => (uint)((FromFirstDay(weekdays, firstDay) * EveryWeek) << 1);

    private static ulong FromFirstDay(uint weekdays, int firstDay) =>
        ((weekdays >> firstDay) | (weekdays << (7 - firstDay))) & Week;

    private uint NthOfMonth(int firstDay)
    {
        ulong days = 0;
        for (ulong left = ofWeek.NthOfWeekday, shift = 0; left != 0; left >>= 7, shift += 7)
        {
            days |= FromFirstDay((uint)left & Week, firstDay) << (int)shift;
        }

        return (uint)(days << 1);
    }

    private uint FromTheEnd(int length)
    {
        uint days = 0;
        for (uint left = ofMonth.DaysBeforeLast; left != 0; left &= left - 1)
        {
            int day = length - BitOperations.TrailingZeroCount(left);
            days |= day >= 1 ? 1u << day : 0;
        }

        return days;
    }

    private uint NearestToWork(int length, int firstDay)
    {
        uint days = ofMonth.LastWorkingDay ? 1u << NearestToWork(length, length, firstDay) : 0;
        for (uint left = ofMonth.NearestToWork & AllDays(length); left != 0; left &= left - 1)
        {
            days |= 1u << NearestToWork(BitOperations.TrailingZeroCount(left), length, firstDay);
        }

        return days;
    }

    // Never in another month: a Saturday the 1st moves to Monday the 3rd, and a Sunday at the end two days back.
    private static int NearestToWork(int day, int length, int firstDay) => ((firstDay + day - 1) % 7) switch
    {
        6 => day == 1 ? day + 2 : day - 1,
        0 => day == length ? day - 2 : day + 1,
        _ => day,
    };
}
