using System.Globalization;
using NodaTime;

namespace Pawl.Schedules.Tests.Recurrence;

/// <summary>An example of RFC 5545, section 3.8.5.3.</summary>
/// <param name="Says">What it means, in words.</param>
/// <param name="Start">DTSTART, as iCalendar writes it.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Dates">The dates, as <c>1997-09: 2-5,9; 1997-10: 1</c>; three dots at the end where there are more.</param>
/// <param name="Hours">The times of each date; 9 o'clock where there are none.</param>
public sealed record StandardExample(string Says, string Start, string Rule, string Dates, params string[] Hours)
{
    public bool GoesOn => Dates.EndsWith("...", StringComparison.Ordinal);

    public IReadOnlyList<LocalDateTime> Expected =>
        [.. Dates.TrimEnd('.').Split(';').SelectMany(MonthOf).SelectMany(date => TimesOf(date))];

    public override string ToString() => Says;

    private static IEnumerable<LocalDate> MonthOf(string text)
    {
        string[] parts = text.Trim().Split(": ");
        int year = Number(parts[0][..4]);
        int month = Number(parts[0][5..]);
        foreach (string days in parts[1].Split(','))
        {
            int[] ends = [.. days.Split('-').Select(Number)];
            for (int day = ends[0]; day <= ends[^1]; day++)
            {
                yield return new LocalDate(year, month, day);
            }
        }
    }

    private IEnumerable<LocalDateTime> TimesOf(LocalDate date) =>
        (Hours is [] ? ["09:00"] : Hours).Select(hour => date.At(new LocalTime(Number(hour[..2]), Number(hour[3..]))));

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
