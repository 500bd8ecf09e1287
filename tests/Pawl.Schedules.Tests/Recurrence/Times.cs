using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Pawl.Schedules.Recurrence;
using Pawl.Schedules.Ticks;

namespace Pawl.Schedules.Tests.Recurrence;

/// <summary>Short ways to say what a test needs.</summary>
internal static class Times
{
    public static DateTimeZone NewYork { get; } = DateTimeZoneProviders.Tzdb["America/New_York"];

    public static LocalDateTime At(string time) =>
        LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss").Parse(time.Length == 16 ? time + ":00" : time).Value;

    public static RecurrenceSet Parse(string text, string start) => RecurrenceSet.Parse(text, NewYork, At(start));

    public static RecurrenceSet Parse(string text) => RecurrenceSet.Parse(text, NewYork);

    public static List<LocalDateTime> First(LocalTimes times, int count, LocalDateTime from = default)
    {
        List<LocalDateTime> found = [];
        LocalDateTime? at = times.AtOrAfter(from);
        while (at is { } time && found.Count < count)
        {
            found.Add(time);
            at = times.AtOrAfter(time.PlusSeconds(1));
        }

        return found;
    }

    public static List<LocalDateTime> LastBefore(LocalTimes times, int count, LocalDateTime until)
    {
        List<LocalDateTime> found = [];
        LocalDateTime? at = times.Before(until);
        while (at is { } time && found.Count < count)
        {
            found.Insert(0, time);
            at = times.Before(time);
        }

        return found;
    }

    public static string Text(IEnumerable<LocalDateTime> times) =>
        string.Join(", ", times.Select(time => time.ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)));
}
