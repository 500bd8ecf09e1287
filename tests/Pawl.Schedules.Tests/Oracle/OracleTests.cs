using System.Globalization;
using NodaTime;
using Pawl.Checker.WallClocks;
using Pawl.Schedules.Cron;
using Pawl.Schedules.Zones;

namespace Pawl.Schedules.Tests.Oracle;

/// <summary>Cron in zones against walked time: random expressions, every zone of the database, 1970 to 2100, and a tenth from 1880
/// on.</summary>
/// <remarks>A sample is one instant of a window: what comes after it and what came before it must be what walking found.
/// <c>PAWL_ORACLE_SAMPLES</c> says how many, <c>PAWL_ORACLE_SEED</c> which.</remarks>
public sealed class OracleTests(ITestOutputHelper output)
{
    private readonly long wanted = OracleSettings.Samples(otherwise: 4_000_000);
    private readonly long seed = OracleSettings.Seed;
    private long samples;
    private long ticks;
    private long expressions;
    private long impossible;

    [Fact]
    public void Every_tick_is_one_that_walking_finds_and_the_other_way_round()
    {
        for (long window = 0; samples < wanted; window++)
        {
            // Each window has a seed of its own, so that it can be run alone.
            CompareWindow(seed + window);
        }

        Assert.True(ticks > samples / 100, $"Only {ticks} ticks in {samples} samples: the expressions missed their windows.");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seeds {seed} to {seed + expressions + impossible - 1}: {expressions} expressions, {ticks} ticks, {samples} samples, ")
            + $"{impossible} expressions refused as impossible, differences 0, {TimeZones.Version}");
    }

    private void CompareWindow(long windowSeed)
    {
        var random = new Random((int)(windowSeed % int.MaxValue));
        bool hasSeconds = random.Next(4) == 0;
        TickWindow window = new RandomWindow(random).Draw(hasSeconds);
        DateTime near = (window.Start + ((window.End - window.Start) / 2)).InZone(window.Zone).LocalDateTime.ToDateTimeUnspecified();
        CronShape shape = new RandomCron(random).Draw(near, hasSeconds);
        string text = new CronPrinter(random).Print(shape);
        string context = $"{OracleSettings.SeedVariable}={windowSeed}: `{text}` ({shape.Dialect}) in {window.Zone.Id}";

        CronExpression expression;
        try
        {
            expression = CronExpression.Parse(text, shape.Dialect, hashKey: "");
        }
        catch (ScheduleRuleException refused)
        {
            Assert.False(shape.HasAnyDay(), $"{context}: refused ({refused.Message}), but it has days");
            impossible++;
            return;
        }

        Assert.True(expression.IsInterval == shape.IsInterval, $"{context}: interval or not");
        Compare(new ZonedTicks(expression, window.Zone), window, window.Ticks(shape), context);
        expressions++;
    }

    private void Compare(ZonedTicks actual, TickWindow window, IReadOnlyList<Instant> expected, string context)
    {
        ticks += expected.Count;
        int next = 0;
        for (Instant at = window.Start; at <= window.End; at += window.Step)
        {
            while (next < expected.Count && expected[next] <= at)
            {
                next++;
            }

            int previous = next > 0 && expected[next - 1] == at ? next - 2 : next - 1;
            samples++;
            Instant? after = actual.After(at), before = actual.Before(at);
            bool isRight = next < expected.Count ? after == expected[next] : after is null || after > window.End;
            isRight &= previous >= 0 ? before == expected[previous] : before is null || before < window.Start;
            if (!isRight)
            {
                Instant? rightBefore = previous >= 0 ? expected[previous] : null;
                Instant? rightAfter = next < expected.Count ? expected[next] : null;
                Assert.Fail($"{context}, {at}: before {before}, after {after}; walking found {rightBefore} and {rightAfter}");
            }
        }

        CompareTicks(actual, expected, context);
    }

    // Ticks may lie between the walked instants, where an offset has seconds.
    private static void CompareTicks(ZonedTicks actual, IReadOnlyList<Instant> expected, string context)
    {
        for (int index = 1; index < expected.Count; index++)
        {
            bool isRight = actual.After(expected[index - 1]) == expected[index]
                && actual.After(expected[index] - Duration.Epsilon) == expected[index]
                && actual.Before(expected[index]) == expected[index - 1]
                && actual.Before(expected[index - 1] + Duration.Epsilon) == expected[index - 1];
            Assert.True(isRight, $"{context}: about {expected[index - 1]} and {expected[index]}");
        }
    }
}
