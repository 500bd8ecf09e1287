using System.Diagnostics;
using NodaTime;
using Pawl.Schedules.Cron;
using Pawl.Schedules.Zones;

namespace Pawl.Load.Scenarios;

/// <summary>How fast cron expressions are read, and their next times found, on one thread; no store is in it.</summary>
internal sealed class Ticks : IScenario
{
    private const int Rounds = 3;

    /// <summary>What people write: often, hourly, daily, on working days, monthly, and some of the rare signs.</summary>
    private static readonly string[] Texts =
    [
        "* * * * *", "*/5 * * * *", "0 * * * *", "30 2 * * *", "*/15 9-17 * * MON-FRI", "0 0 1 * *", "0 6 * * SUN", "*/30 * * * * *",
        "0 12 L * *", "0 8 * * MON#1",
    ];

    private static readonly Instant First = Instant.FromUtc(2026, 1, 1, 0, 0);

    public string Name => "ticks";

    public int DefaultJobs => 5_000_000;

    public Task<IReadOnlyList<(string Metric, double Value, string Unit)>> MeasureAsync(LoadSettings settings, int jobs)
    {
        CronExpression[] expressions = [.. Texts.Select(Parse)];
        ZonedTicks[] zoned = [.. expressions.Select(expression => new ZonedTicks(expression, TimeZones.Find("Europe/Berlin")))];
        (Instant Instant, LocalDateTime Local)[] starts = [.. RandomStarts()];

        double parses = Rate(jobs, index => Parse(Texts[index % Texts.Length]).IsInterval);
        double times = Rate(jobs, index => expressions[index % Texts.Length].AtOrAfter(starts[index % starts.Length].Local) is not null);
        double ticks = Rate(jobs, index => zoned[index % Texts.Length].After(starts[index % starts.Length].Instant) is not null);
        return Task.FromResult<IReadOnlyList<(string, double, string)>>(
        [
            ("parses_per_second", parses, "1/s"), ("times_per_second", times, "1/s"), ("ticks_per_second", ticks, "1/s"),
        ]);
    }

    private static CronExpression Parse(string text) => CronExpression.Parse(text, CronDialect.Standard, hashKey: "");

    // Ten years, in an order that no cache can guess; always the same.
    private static IEnumerable<(Instant Instant, LocalDateTime Local)> RandomStarts()
    {
        var random = new Random(1);
        for (int start = 0; start < 4_096; start++)
        {
            Instant instant = First + Duration.FromSeconds(random.Next(10 * 365 * 86_400));
            yield return (instant, instant.InUtc().LocalDateTime);
        }
    }

    // The first rounds warm up the compiler.
    private static double Rate(int count, Func<int, bool> work)
    {
        double rate = 0;
        for (int round = 0; round < Rounds; round++)
        {
            int done = 0;
            long startedAt = Stopwatch.GetTimestamp();
            for (int index = 0; index < count; index++)
            {
                done += work(index) ? 1 : 0;
            }

            rate = count / Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
            if (done == 0)
            {
                throw new InvalidOperationException("Nothing was found, so nothing was measured.");
            }
        }

        return rate;
    }
}
