namespace Pawl;

/// <summary>A run that is to come.</summary>
/// <param name="At">The instant.</param>
/// <param name="Local">What the schedule's wall clock shows then.</param>
/// <param name="Note">What daylight saving time or the calendar does to it; null as a rule.</param>
public sealed record ScheduleRun(DateTimeOffset At, DateTime Local, string? Note)
{
    /// <summary>The wall clock's time, its difference from UTC, and the note.</summary>
    /// <returns>Such as <c>2027-03-28 03:00 +02:00 (02:30 does not exist)</c>.</returns>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{At:yyyy-MM-dd HH:mm:ss zzz}{(Note is null ? "" : $" ({Note})")}");
}
