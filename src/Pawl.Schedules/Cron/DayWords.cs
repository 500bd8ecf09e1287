using System.Globalization;

namespace Pawl.Schedules.Cron;

/// <summary>Says the days of a cron expression, but not their months.</summary>
internal static class DayWords
{
    private const string Working = "(Monday to Friday)";

    public static string Of(in CronDays days)
    {
        bool isAnyOfMonth = days.OfMonth is { BeginsWithAll: true, HasAllDays: true };
        bool isAnyOfWeek = days.OfWeek is { BeginsWithAll: true, HasAllDays: true };
        return (isAnyOfMonth, isAnyOfWeek) switch
        {
            (true, true) => "",
            (true, false) => $" on {OfWeek(days.OfWeek)}",
            (false, true) => $" on {OfMonth(days.OfMonth)}",
            _ when days.IsEither => $" on {OfMonth(days.OfMonth)} or on {OfWeek(days.OfWeek)} (either is enough)",
            _ => $" on {OfWeek(days.OfWeek)}, if it is {OfMonth(days.OfMonth)},",
        };
    }

    private static string OfMonth(CronFieldValues values)
    {
        var words = new List<string>();
        string plain = WordLists.Join(
            WordLists.Runs(day => (values.Set & (1UL << day)) != 0, 1, 31, comesRound: false), WordLists.Ordinal);
        if (plain.Length > 0)
        {
            words.Add($"the {plain}");
        }

        for (int before = 30; before >= 0; before--)
        {
            if ((values.DaysBeforeLast & (1u << before)) != 0)
            {
                words.Add(before == 0 ? "the last day" : $"the {WordLists.Ordinal(before)} day before the last one");
            }
        }

        for (int day = 1; day <= 31; day++)
        {
            if ((values.NearestToWork & (1u << day)) != 0)
            {
                words.Add($"the working day {Working} nearest to the {WordLists.Ordinal(day)}");
            }
        }

        if (values.LastWorkingDay)
        {
            words.Add($"the last working day {Working}");
        }

        return $"{WordLists.Join(words)} of the month";
    }

    private static string OfWeek(CronFieldValues values)
    {
        var words = new List<string>();
        string plain = WordLists.Join(WordLists.Runs(day => (values.Set & (1UL << (day % 7))) != 0, 1, 7, comesRound: true), DayName);
        if (plain.Length > 0)
        {
            words.Add(plain);
        }

        for (int day = 1; day <= 7; day++)
        {
            for (int nth = 1; nth <= 5; nth++)
            {
                if ((values.NthOfWeekday & (1UL << ((7 * (nth - 1)) + (day % 7)))) != 0)
                {
                    words.Add($"the {WordLists.Ordinal(nth)} {DayName(day)} of the month");
                }
            }

            if ((values.LastOfWeekday & (1u << (day % 7))) != 0)
            {
                words.Add($"the last {DayName(day)} of the month");
            }
        }

        return WordLists.Join(words);
    }

    private static string DayName(int day) => CultureInfo.InvariantCulture.DateTimeFormat.GetDayName((DayOfWeek)(day % 7));
}
