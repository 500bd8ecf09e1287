using Pawl.Schedules.Recurrence.Days;
using Pawl.Schedules.Recurrence.Parsing;
using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Calendars;

/// <summary>Reads the holidays of a calendar file (iCalendar, <c>.ics</c>).</summary>
internal static class HolidayImport
{
    /// <summary>The most characters of a file: 1 Mi.</summary>
    public const int MostCharacters = 1_048_576;

    private const int MostEvents = 10_000;

    // What all events together may cost; some tens of milliseconds, and a hundred times what a file of holidays takes.
    private const int MostSteps = 2_000_000;

    /// <summary>Reads the days of all events. A day that is the same every year, and was so by the first of the years, is read as such,
    /// and so goes on after the last of them; all others are read for the years that are asked for.</summary>
    /// <param name="text">The file.</param>
    /// <param name="firstYear">The first year, 1 to 9999.</param>
    /// <param name="lastYear">The last year, not before the first.</param>
    /// <returns>The days.</returns>
    /// <exception cref="ScheduleRuleException">The file is not one of whole days, or has none in these years.</exception>
    public static DaySet Read(string text, int firstYear, int lastYear)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(firstYear, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lastYear, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(lastYear, firstYear);
        if (text.Length > MostCharacters)
        {
            throw new ScheduleRuleException(
                $"The file has {text.Length} characters.", $"Use {MostCharacters} at most.", MostCharacters, text.Length - MostCharacters);
        }

        var holidays = new HolidayDays();
        var effort = new Effort();
        int events = 0;
        foreach (HolidayEvent holiday in Events(text))
        {
            holiday.AddTo(holidays, DayNumbers.FirstOfYear(firstYear), DayNumbers.FirstOfYear(lastYear + 1L) - 1, effort);
            if (++events > MostEvents || effort.Spent > MostSteps)
            {
                throw holiday.Begin.Whole.Refuse(
                    "The file has too many events up to here, or they repeat too often.",
                    $"Use a file of {MostEvents} events at most, and ask for fewer years.");
            }
        }

        return !holidays.IsEmpty ? holidays.ToSet() : throw new ScheduleRuleException(
            $"The file has no holiday from {firstYear} to {lastYear}.", "Ask for other years, or use a file with VEVENTs in them.");
    }

    private static IEnumerable<HolidayEvent> Events(string text)
    {
        var open = new Stack<TextPart>();
        HolidayEvent? current = null;
        foreach (ContentLine line in ContentLine.Read(text))
        {
            ContentProperty property = ContentProperty.Read(line)
                ?? throw line.Whole.Refuse($"{line.Whole} is not a line of iCalendar.", "Lines have a name, ':' and a value.");
            if (property.Name.Is("BEGIN"))
            {
                if (current is not null && property.Value.Is("VEVENT"))
                {
                    throw property.Value.Refuse("An event begins within another.", "Export the file anew.");
                }

                open.Push(property.Value);
                current = property.Value.Is("VEVENT") ? new HolidayEvent(line) : current;
            }
            else if (property.Name.Is("END"))
            {
                if (!open.TryPop(out TextPart begun) || !begun.Is(property.Value.Text))
                {
                    throw property.Value.Refuse($"{property.Value} ends here and has not begun.", "Export the file anew.");
                }

                if (current is { } complete && begun.Is("VEVENT"))
                {
                    yield return complete;
                    current = null;
                }
            }
            else if (current is not null && open.Peek().Is("VEVENT"))
            {
                current.Take(line, property);
            }
        }

        if (open.TryPeek(out TextPart unended))
        {
            throw unended.Refuse($"{unended} does not end.", "The file was cut off; export it anew.");
        }
    }
}
