using NodaTime;
using NodaTime.TimeZones;
using Pawl.Schedules.Hints;

namespace Pawl.Schedules.Zones;

/// <summary>The time zones that schedules know: those of the IANA database that NodaTime brings, and never those of the machine, so
/// that all nodes of one version of Pawl agree.</summary>
internal static class TimeZones
{
    /// <summary>Longer than any name there is; nothing near is looked for.</summary>
    private const int LongestName = 100;

    private const string General = "Write a name of the IANA database, such as Europe/Berlin, or UTC.";

    /// <summary>Which database it is, for example "TZDB: 2025b (mapping: $Revision$)"; stored with each tick.</summary>
    public static string Version => DateTimeZoneProviders.Tzdb.VersionId;

    /// <summary>Finds a zone.</summary>
    /// <param name="name">Its name, for example "Europe/Berlin", or "UTC", or an offset such as "UTC+05:30".</param>
    /// <returns>The zone.</returns>
    /// <exception cref="ScheduleRuleException">There is none of that name; the hint has one that is near.</exception>
    public static DateTimeZone Find(string name) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? throw Unknown(name);

    private static ScheduleRuleException Unknown(string name)
    {
        string hint = name.Length > LongestName ? General
            : FromWindows(name) is { } meant ? $"That is a name of Windows; write {meant}."
            : Near(name) is { } near ? $"Did you mean {near}?"
            : General;
        return new ScheduleRuleException("There is no such time zone.", hint, 0, name.Length);
    }

    private static string? FromWindows(string name) => TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping
        .FirstOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    // Most people leave out the continent, or what is before the last word, if they leave out anything.
    private static string? Near(string name)
    {
        string[] names = [.. DateTimeZoneProviders.Tzdb.Ids];
        string ending = $"/{name.Replace(' ', '_')}";
        return NearNames.Find(name, names)
            ?? names.FirstOrDefault(known => known.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
    }
}
