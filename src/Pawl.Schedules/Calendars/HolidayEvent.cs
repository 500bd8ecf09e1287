using System.Globalization;
using NodaTime;
using Pawl.Schedules.Recurrence;
using Pawl.Schedules.Recurrence.Days;
using Pawl.Schedules.Recurrence.Parsing;
using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Calendars;

/// <summary>A VEVENT of a file of holidays, and the days that it has.</summary>
/// <param name="begin">The line on which it begins.</param>
internal sealed class HolidayEvent(ContentLine begin)
{
    private const int LongestHoliday = 366;

    private readonly List<ContentLine> recurrence = [];
    private ContentProperty? start;
    private ContentProperty? end;
    private ContentProperty? duration;
    private bool isCancelled;

    /// <summary>The line on which it begins.</summary>
    public ContentLine Begin => begin;

    /// <summary>Takes a line of the event; what does not say when it is, is passed over.</summary>
    /// <param name="line">The line.</param>
    /// <param name="property">The line, taken apart.</param>
    /// <exception cref="ScheduleRuleException">The line says something that is not read here.</exception>
    public void Take(ContentLine line, ContentProperty property)
    {
        switch (property.Name.Text.ToUpperInvariant())
        {
            case "DTSTART":
                start = property;
                recurrence.Add(line);
                break;
            case "DTEND":
                end = property;
                break;
            case "DURATION":
                duration = property;
                break;
            case "RRULE" or "RDATE" or "EXDATE" or "EXRULE":
                recurrence.Add(line);
                break;
            case "STATUS":
                isCancelled = property.Value.Is("CANCELLED");
                break;
            case "RECURRENCE-ID":
                throw property.Name.Refuse(
                    "An event that changes one day of another is not read here.", "Take the day out with EXDATE and add an event.");
            default:
                break;
        }
    }

    /// <summary>Adds the days of the event.</summary>
    /// <param name="first">The first day that is wanted.</param>
    /// <param name="last">The last day that is wanted.</param>
    /// <param name="holidays">Where to add them.</param>
    /// <param name="effort">Counts the steps.</param>
    /// <exception cref="ScheduleRuleException">The event is not one of whole days, or there are too many.</exception>
    public void AddTo(HolidayDays holidays, long first, long last, Effort effort)
    {
        if (isCancelled)
        {
            return;
        }

        ContentProperty dated = start
            ?? throw begin.Whole.Refuse("The event has no DTSTART.", "Add one, as in DTSTART;VALUE=DATE:20261225.");
        long begins = Day(dated.Value);
        long length = Length(begins);
        RecurrenceSet set = new SetParser(DateTimeZone.Utc, start: null, effort).Parse(recurrence);
        DateOnly date = DayNumbers.ToDate(begins);
        if (length == 1 && date.Year <= DayNumbers.ToDate(first).Year && IsEveryYear(set.OnlyRule, date))
        {
            holidays.AddEveryYear(date.Month, date.Day, begin);
            return;
        }

        LocalDateTime? at = set.AtOrAfter(WallSeconds.ToTime(Math.Max(0, first - length + 1) * DayNumbers.Seconds), effort);
        while (at is { } time && WallSeconds.From(time) / DayNumbers.Seconds is var day && day <= last)
        {
            for (long next = Math.Max(day, first); next <= Math.Min(last, day + length - 1); next++)
            {
                effort.Spend();
                holidays.Add(next, begin);
            }

            at = set.AtOrAfter(time.PlusSeconds(1), effort);
        }
    }

    private static bool IsEveryYear(RecurrenceRule? rule, DateOnly date) =>
        rule is { Frequency: Frequency.Yearly, Interval: 1, Count: null, Until: null }
            && rule.WeekNumbers.IsEmpty && rule.YearDays.IsEmpty && rule.Weekdays.IsEmpty && rule.Positions.IsEmpty
            && (rule.Months is [] || (rule.Months is [var month] && month == date.Month))
            && (rule.MonthDays is [var day] ? day == date.Day && rule.Months is not [] : rule.MonthDays is []);

    private long Length(long begins)
    {
        if (end is { } last)
        {
            long length = Day(last.Value) - begins;
            return length is >= 0 and <= LongestHoliday ? Math.Max(1, length) : throw last.Value.Refuse(
                "The event ends before it begins, or after more than a year.", "DTEND is the day after its last day.");
        }

        if (duration is not { } said)
        {
            return 1;
        }

        string text = said.Value.Text.ToUpperInvariant();
        bool isDays = text is ['P', .., 'D' or 'W'] && text[1..^1].All(char.IsAsciiDigit) && text.Length is >= 3 and <= 6;
        long days = isDays ? int.Parse(text[1..^1], CultureInfo.InvariantCulture) * (text[^1] == 'W' ? 7 : 1) : 0;
        return days is >= 1 and <= LongestHoliday ? days : throw said.Value.Refuse(
            $"{said.Value} is not a number of days or weeks.", "Write 1 to 366 days, as in P2D.");
    }

    private static long Day(TextPart value)
    {
        CalendarTime time = CalendarTime.Read(value);
        return !time.HasTime ? WallSeconds.From(time.Time) / DayNumbers.Seconds : throw value.Refuse(
            "The event has a time of day, so it is no holiday.", "Give it dates, as in DTSTART;VALUE=DATE:20261225.");
    }
}
