using Pawl.Storage;

namespace Pawl.Relational;

/// <summary>Instants as stores count them: whole microseconds since 1970 UTC. Cut once, so that round trips compare
/// equal.</summary>
internal static class Instant
{
    public static long ToMicroseconds(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    public static long ToMicroseconds(TimeSpan span) => span.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Rounds up, so that a job is never due before the instant that was asked for.</summary>
    public static long ToMicrosecondsUp(TimeSpan span) =>
        (span.Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public static DateTimeOffset? FromMicroseconds(long? microseconds) =>
        microseconds is { } known ? FromMicroseconds(known) : null;

    public static TimeSpan SpanFromMicroseconds(long microseconds) =>
        TimeSpan.FromTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    public static long ToSeconds(TimeSpan span) => (long)Math.Ceiling(span.TotalSeconds);

    /// <summary>When a job is due, in microseconds; rounded up, so that it is never early.</summary>
    public static long DueAt(JobDue due, long now)
    {
        long at = due.Instant is { } instant ? ToMicrosecondsUp(instant - DateTimeOffset.UnixEpoch)
            : due.Delay is { } delay ? now + ToMicrosecondsUp(delay)
            : now;
        return Math.Max(at, now);
    }
}
