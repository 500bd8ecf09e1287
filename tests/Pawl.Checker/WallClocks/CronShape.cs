using System.Globalization;

namespace Pawl.Checker.WallClocks;

/// <summary>A cron expression as a structure, and the slowest way to say whether a time is one of its times. Weekdays are 0 for Sunday to 6
/// whatever the dialect. Shares no code with the product, and does not use its calendar either.</summary>
public sealed class CronShape : IWallTimes
{
    /// <summary>Whether it is written in the dialect of Quartz, and not as in crontab(5).</summary>
    public bool IsQuartz { get; init; }

    /// <summary>Null when it is not written, and so 0.</summary>
    public required IReadOnlyList<CronItem>? Seconds { get; init; }

    public required IReadOnlyList<CronItem> Minutes { get; init; }

    public required IReadOnlyList<CronItem> Hours { get; init; }

    public required IReadOnlyList<CronItem> DaysOfMonth { get; init; }

    public required IReadOnlyList<CronItem> Months { get; init; }

    public required IReadOnlyList<CronItem> DaysOfWeek { get; init; }

    /// <summary>Null when it is not written, and so any.</summary>
    public required IReadOnlyList<CronItem>? Years { get; init; }

    public bool IsInterval => Minutes.Concat(Hours).Concat(Seconds ?? []).Any(item =>
        item is CronItem.All or CronItem.Range { Step: > 1 } or CronItem.Range { IsOpen: true });

    /// <inheritdoc/>
    public bool Matches(DateTime time) => MatchesMinute(time.Minute) && MatchesHour(time.Hour) && MatchesSecond(time.Second)
        && MatchesDate(DateOnly.FromDateTime(time));

    public bool MatchesDate(DateOnly date)
    {
        if ((Years is { } years && !Matches(years, date.Year, 1970, 2199)) || !Matches(Months, date.Month, 1, 12))
        {
            return false;
        }

        bool byMonth = DaysOfMonth.Any(item => MatchesDayOfMonth(item, date));
        bool byWeek = DaysOfWeek.Any(item => MatchesDayOfWeek(item, date));
        return IsRestricted(DaysOfMonth) && IsRestricted(DaysOfWeek) ? byMonth || byWeek : byMonth && byWeek;
    }

    /// <summary>Whether any day of the 400 years after which the calendar repeats itself matches.</summary>
    public bool HasAnyDay()
    {
        var first = new DateOnly(1970, 1, 1);
        int days = first.AddYears(400).DayNumber - first.DayNumber;
        return Enumerable.Range(0, days).Any(day => MatchesDate(first.AddDays(day)));
    }

    public bool MatchesHour(int hour) => Matches(Hours, hour, 0, 23);

    public bool MatchesMinute(int minute) => Matches(Minutes, minute, 0, 59);

    public bool MatchesSecond(int second) => Seconds is { } seconds ? Matches(seconds, second, 0, 59) : second == 0;

    /// <summary>The expression with numbers, in the dialect of crontab(5).</summary>
    public override string ToString() => string.Join(
        ' ',
        new[] { Seconds, Minutes, Hours, DaysOfMonth, Months, DaysOfWeek, Years }.OfType<IReadOnlyList<CronItem>>()
            .Select(field => string.Join(',', field.Select(item => item.Print(value => value.ToString(CultureInfo.InvariantCulture))))));

    // crontab(5): a field that begins with a star restricts nothing.
    private static bool IsRestricted(IReadOnlyList<CronItem> items) => items[0] is not (CronItem.All or CronItem.LeftOpen);

    private static bool Matches(IReadOnlyList<CronItem> items, int value, int least, int greatest) =>
        items.Any(item => Matches(item, value, least, greatest));

    private static bool Matches(CronItem item, int value, int least, int greatest) => item switch
    {
        CronItem.All all => all.Step == 1 || (value >= least && (value - least) % all.Step == 0),
        CronItem.LeftOpen => true,
        CronItem.Range { IsOpen: true } open => value >= open.First && (value - open.First) % open.Step == 0,
        CronItem.Range range => WalkTo(range, value, least, greatest),
        _ => false,
    };

    private static bool WalkTo(CronItem.Range range, int value, int least, int greatest)
    {
        for (int walked = range.First, steps = 0; ; walked = walked == greatest ? least : walked + 1, steps++)
        {
            if (walked == value && steps % range.Step == 0)
            {
                return true;
            }

            if (walked == range.Last)
            {
                return false;
            }
        }
    }

    private static bool MatchesDayOfMonth(CronItem item, DateOnly date) => item switch
    {
        CronItem.BeforeLast before => date.AddDays(before.Days).Month == date.Month && date.AddDays(before.Days + 1).Month != date.Month,
        CronItem.LastWorkingDay => IsWorking(date) && !DaysAfter(date).Any(IsWorking),
        CronItem.NearestWorkingDay nearest => Nearest(date.Year, date.Month, nearest.Day) == date,
        _ => Matches(item, date.Day, 1, 31),
    };

    private static bool MatchesDayOfWeek(CronItem item, DateOnly date) => item switch
    {
        CronItem.NthWeekday nth => (int)date.DayOfWeek == nth.Weekday && date.AddDays(7 * (1 - nth.Nth)).Month == date.Month
            && date.AddDays(-7 * nth.Nth).Month != date.Month,
        CronItem.LastWeekday last => (int)date.DayOfWeek == last.Weekday && date.AddDays(7).Month != date.Month,
        _ => Matches(item, (int)date.DayOfWeek, 0, 6),
    };

    private static IEnumerable<DateOnly> DaysAfter(DateOnly date)
    {
        for (DateOnly day = date.AddDays(1); day.Month == date.Month; day = day.AddDays(1))
        {
            yield return day;
        }
    }

    private static DateOnly? Nearest(int year, int month, int day)
    {
        if (day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var written = new DateOnly(year, month, day);
        return new[] { 0, -1, 1, -2, 2 }.Select(days => written.AddDays(days))
            .First(candidate => candidate.Month == month && IsWorking(candidate));
    }

    private static bool IsWorking(DateOnly date) => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
