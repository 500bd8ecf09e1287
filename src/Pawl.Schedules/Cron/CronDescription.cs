using System.Globalization;

namespace Pawl.Schedules.Cron;

/// <summary>Says a cron expression in words, from what it means and not from how it is written.</summary>
internal static class CronDescription
{
    public static string Of(CronClock clock, in CronDays days, CronYears years)
    {
        bool isAtTimes = ClockWords.TryListTimes(clock, out string? times);
        string when = DayWords.Of(days);
        string everyDay = isAtTimes && when.Length == 0 ? " every day" : "";
        return $"{times ?? ClockWords.Of(clock)}{everyDay}{when}{MonthWords(days.Months)}{YearWords(years)}";
    }

    private static string MonthWords(uint months) => months == 0x1FFE
        ? ""
        : " in " + WordLists.Join(WordLists.Runs(month => (months & (1u << month)) != 0, 1, 12, comesRound: true), MonthName);

    private static string YearWords(CronYears years) => years.AreAll
        ? ""
        : " in " + WordLists.Join(
            WordLists.Runs(years.Contain, CronYears.Least, CronYears.Greatest, comesRound: false),
            year => year.ToString(CultureInfo.InvariantCulture));

    private static string MonthName(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);
}
