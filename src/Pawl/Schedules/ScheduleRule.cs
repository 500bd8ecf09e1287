using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Pawl;

/// <summary>When a schedule runs, before any calendar. A closed set; text becomes a standard cron expression.</summary>
[JsonDerivedType(typeof(Cron), "cron")]
[JsonDerivedType(typeof(Recurrence), "rrule")]
[JsonDerivedType(typeof(Interval), "interval")]
[JsonDerivedType(typeof(Once), "once")]
[JsonDerivedType(typeof(BusinessDay), "businessDay")]
public abstract record ScheduleRule
{
    private ScheduleRule()
    {
    }

    /// <summary>Makes a standard cron expression, as <see cref="Cron"/> does.</summary>
    /// <param name="cron">The expression.</param>
    public static implicit operator ScheduleRule([StringSyntax("Cron")] string cron) => new Cron(cron);

    /// <summary>A standard cron expression: what the conversion from text makes.</summary>
    /// <param name="cron">The expression.</param>
    /// <returns>The rule.</returns>
    public static ScheduleRule FromString([StringSyntax("Cron")] string cron) => new Cron(cron);

    /// <summary>Runs every so often, counted from an instant, whatever wall clocks do.</summary>
    /// <param name="interval">From 1 second to 10 years.</param>
    /// <param name="anchor">An instant at which it runs; 2024-01-01 UTC by default.</param>
    /// <returns>The rule.</returns>
    public static ScheduleRule Every(TimeSpan interval, DateTimeOffset? anchor = null) =>
        new Interval(interval, anchor ?? new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Runs at the times that a cron expression names.</summary>
    /// <param name="Expression">5 fields from minutes on, 6 from seconds on, or 7 with the years last; or a macro such as
    /// <c>@daily</c>.</param>
    /// <param name="Dialect">How the days of the week are counted.</param>
    public sealed record Cron([StringSyntax("Cron")] string Expression, CronDialect Dialect = CronDialect.Standard) : ScheduleRule;

    /// <summary>Runs at the times that recurrence rules of RFC 5545 name.</summary>
    /// <param name="Text">Lines of <c>DTSTART</c>, <c>RRULE</c>, <c>RDATE</c> and <c>EXDATE</c>.</param>
    public sealed record Recurrence(string Text) : ScheduleRule;

    /// <summary>Runs every so often, counted from an instant.</summary>
    /// <param name="Length">From 1 second to 10 years.</param>
    /// <param name="Anchor">An instant at which it runs.</param>
    public sealed record Interval(TimeSpan Length, DateTimeOffset Anchor) : ScheduleRule;

    /// <summary>Runs once.</summary>
    /// <param name="At">The instant.</param>
    public sealed record Once(DateTimeOffset At) : ScheduleRule;

    /// <summary>Runs on one business day of each month: of those that the schedule's calendar has, or of Monday to Friday.</summary>
    /// <param name="Number">1 for the first to 23; -1 for the last to -23.</param>
    /// <param name="At">The time of the day.</param>
    public sealed record BusinessDay(int Number, TimeOnly At) : ScheduleRule;
}
