using NodaTime;
using NodaTime.TimeZones;

namespace Pawl.Schedules.Tests.Oracle;

/// <summary>A stretch of time in a zone, and the ticks in it by the rule itself: every local time there is walked, asked whether it
/// matches, and resolved on its own.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Start">The first instant; a whole minute.</param>
/// <param name="End">The last instant.</param>
/// <param name="Step">How far apart walked times are: a minute or a second.</param>
public sealed record TickWindow(DateTimeZone Zone, Instant Start, Instant End, Duration Step)
{
    /// <summary>More than an offset and a shift of clocks by a day.</summary>
    private static readonly Duration Beyond = Duration.FromHours(42);

    /// <summary>The ticks from <see cref="Start"/> to <see cref="End"/>, in order.</summary>
    public IReadOnlyList<Instant> Ticks(CronShape shape)
    {
        var ticks = new SortedSet<Instant>();
        DateTime last = (End + Beyond).ToDateTimeUtc();
        for (DateTime day = (Start - Beyond).ToDateTimeUtc().Date; day <= last; day = day.AddDays(1))
        {
            if (shape.MatchesDate(DateOnly.FromDateTime(day)))
            {
                ticks.UnionWith(TimesOf(shape, day).SelectMany(time => Resolve(time, shape.IsInterval)));
            }
        }

        return [.. ticks.Where(tick => tick >= Start && tick <= End)];
    }

    private IEnumerable<DateTime> TimesOf(CronShape shape, DateTime day)
    {
        int second = (int)Step.TotalSeconds;
        for (int hour = 0; hour < 24; hour++)
        {
            for (int minute = 0; minute < 60 && shape.MatchesHour(hour); minute++)
            {
                for (int at = 0; at < 60 && shape.MatchesMinute(minute); at += second)
                {
                    if (shape.MatchesSecond(at))
                    {
                        yield return day.AddHours(hour).AddMinutes(minute).AddSeconds(at);
                    }
                }
            }
        }
    }

    private IEnumerable<Instant> Resolve(DateTime time, bool isInterval)
    {
        ZoneLocalMapping mapping = Zone.MapLocal(LocalDateTime.FromDateTime(time));
        return mapping.Count switch
        {
            0 => [mapping.LateInterval.Start],
            1 => [mapping.Single().ToInstant()],
            _ when isInterval => [mapping.First().ToInstant(), mapping.Last().ToInstant()],
            _ => [mapping.First().ToInstant()],
        };
    }
}
