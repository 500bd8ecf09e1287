using Pawl.Schedules.Calendars;

namespace Pawl;

/// <summary>Sets of days from files.</summary>
public static class DaySetExtensions
{
    extension(DaySet)
    {
        /// <summary>The days of a calendar file (iCalendar, <c>.ics</c>), such as public holidays. The file is read now; the set does not
        /// follow it.</summary>
        /// <param name="text">What is in the file: at most 1,048,576 characters and 10,000 events, of whole days.</param>
        /// <param name="firstYear">The first year to read, 1 to 9999.</param>
        /// <param name="lastYear">The last year to read, not before the first.</param>
        /// <returns>The days: at most 5,000 dates, and 75 that are the same every year.</returns>
        /// <exception cref="ScheduleRuleException">The text is no calendar, an event is not of whole days, there is too much in it, or
        /// no day in these years; the error says the line and the character.</exception>
        public static DaySet FromCalendar(string text, int firstYear, int lastYear) => HolidayImport.Read(text, firstYear, lastYear);
    }
}
