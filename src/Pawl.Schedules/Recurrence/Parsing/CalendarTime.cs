using System.Globalization;
using NodaTime;

namespace Pawl.Schedules.Recurrence.Parsing;

/// <summary>A date, or a date and a time, as iCalendar writes it: <c>20260131</c>, <c>20260131T090000</c>,
/// <c>20260131T090000Z</c>.</summary>
/// <param name="Time">What it says; midnight where it has no time.</param>
/// <param name="HasTime">Whether it has a time.</param>
/// <param name="IsUtc">Whether it ends in Z.</param>
internal readonly record struct CalendarTime(LocalDateTime Time, bool HasTime, bool IsUtc)
{
    /// <summary>Reads one.</summary>
    /// <param name="part">The text.</param>
    /// <exception cref="ScheduleRuleException">It is none.</exception>
    public static CalendarTime Read(TextPart part)
    {
        string text = part.Text;
        bool hasTime = text.Length >= 15;
        bool isUtc = text.Length == 16 && text[15] is 'Z' or 'z';
        if (text.Length is not (8 or 15) && !isUtc)
        {
            throw NoTime(part);
        }

        int[] numbers = hasTime ? [Digits(part, 9, 2), Digits(part, 11, 2), Digits(part, 13, 2)] : [0, 0, 0];
        if (hasTime && text[8] is not ('T' or 't'))
        {
            throw NoTime(part);
        }

        int year = Digits(part, 0, 4);
        int month = Digits(part, 4, 2);
        int day = Digits(part, 6, 2);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            throw part.Refuse($"The calendar has no day {part.Slice(0, 8)}.", "Write year, month and day, as in 20260131.");
        }

        if (numbers[0] > 23 || numbers[1] > 59 || numbers[2] > 59)
        {
            throw part.Refuse(
                $"The day has no time {part.Slice(9, 6)}.",
                "Write hour, minute and second, up to 235959; leap seconds are not known here.");
        }

        return new CalendarTime(new LocalDateTime(year, month, day, numbers[0], numbers[1], numbers[2]), hasTime, isUtc);
    }

    private static int Digits(TextPart part, int start, int length)
    {
        string digits = part.Slice(start, length).Text;
        return digits.All(char.IsAsciiDigit) ? int.Parse(digits, CultureInfo.InvariantCulture) : throw NoTime(part);
    }

    private static ScheduleRuleException NoTime(TextPart part) =>
        part.Refuse($"{part} is not a date or a time.", "Write it as in 20260131 or 20260131T090000.");
}
