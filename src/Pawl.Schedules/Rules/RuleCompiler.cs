using NodaTime;
using Pawl.Schedules.Calendars;
using Pawl.Schedules.Cron;
using Pawl.Schedules.Recurrence;
using Pawl.Schedules.Ticks;
using Pawl.Schedules.Zones;

namespace Pawl.Schedules.Rules;

/// <summary>Puts rule, calendar, zone and bounds together: rule → calendar → zone → bounds.</summary>
internal static class RuleCompiler
{
    /// <summary>Compiles a rule.</summary>
    /// <param name="name">The schedule, whose name spreads <c>H</c>.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="options">The zone, the calendar and the bounds.</param>
    /// <returns>What it comes to.</returns>
    /// <exception cref="ScheduleRuleException">A part is wrong, or there is never a run.</exception>
    public static CompiledRule Compile(ScheduleName name, ScheduleRule rule, ScheduleOptions options)
    {
        ArgumentNullException.ThrowIfNull(rule);
        DateTimeZone zone = TimeZones.Find(options.TimeZone);
        (TickSequence ticks, LocalTimes? times, string description) = rule switch
        {
            ScheduleRule.Cron cron => OfCron(CronExpression.Parse(cron.Expression, cron.Dialect, name.ToString()), options, zone),
            ScheduleRule.Recurrence recurrence => OfRecurrence(RecurrenceSet.Parse(recurrence.Text, zone), options, zone),
            ScheduleRule.BusinessDay day => OfTimes(
                new BusinessDayTimes(day.Number, LocalTime.FromTimeOnly(day.At), options.Days ?? DaySet.Weekdays),
                zone,
                BusinessDayWords(day)),
            ScheduleRule.Interval interval => WithoutCalendar(
                new IntervalTicks(Instant.FromDateTimeOffset(interval.Anchor), interval.Length), options, $"Every {interval.Length:c}"),
            ScheduleRule.Once once => WithoutCalendar(
                new OneTick(Instant.FromDateTimeOffset(once.At)), options, $"Once, at {once.At:yyyy-MM-dd HH:mm:ss zzz}"),
            _ => throw new ScheduleRuleException("There is no such kind of rule.", "Use one of the kinds of ScheduleRule."),
        };
        return new CompiledRule(Bound(ticks, options), times, zone, description);
    }

    private static (TickSequence Ticks, LocalTimes? Times, string Description) OfCron(
        CronExpression cron, ScheduleOptions options, DateTimeZone zone) => OfTimes(OnDays(cron, options), zone, cron.Describe());

    private static (TickSequence Ticks, LocalTimes? Times, string Description) OfRecurrence(
        RecurrenceSet recurrence, ScheduleOptions options, DateTimeZone zone) =>
        OfTimes(OnDays(recurrence, options), zone, recurrence.Describe());

    private static (TickSequence Ticks, LocalTimes? Times, string Description) OfTimes(
        LocalTimes times, DateTimeZone zone, string description) => (new ZonedTicks(times, zone), times, description);

    private static (TickSequence Ticks, LocalTimes? Times, string Description) WithoutCalendar(
        TickSequence ticks, ScheduleOptions options, string description) => options.Days is null
        ? (ticks, null, description)
        : throw new ScheduleRuleException(
            "A calendar of days means the days of a wall clock, which intervals and instants do not follow.",
            "Leave out Days, or use a cron expression or an RRULE.");

    private static LocalTimes OnDays(LocalTimes times, ScheduleOptions options) =>
        options.Days is { } days ? new CalendarTimes(times, days, options.OffDays) : times;

    private static TickSequence Bound(TickSequence ticks, ScheduleOptions options)
    {
        if (options.StartAt > options.EndAt)
        {
            throw new ScheduleRuleException("EndAt is before StartAt, so there is never a run.", "Swap them, or leave one out.");
        }

        return options.StartAt is null && options.EndAt is null
            ? ticks
            : new BoundedTicks(
                ticks,
                options.StartAt is { } start ? Instant.FromDateTimeOffset(start) : Instant.MinValue,
                options.EndAt is { } end ? Instant.FromDateTimeOffset(end) : Instant.MaxValue);
    }

    private static string BusinessDayWords(ScheduleRule.BusinessDay day)
    {
        string which = Math.Abs(day.Number) switch
        {
            1 => "first",
            2 => "second",
            3 => "third",
            int number => $"{number}th",
        };
        which = day.Number > 0 ? which : day.Number == -1 ? "last" : $"{which} last";
        return $"On the {which} business day of each month at {day.At:HH:mm:ss}";
    }
}
