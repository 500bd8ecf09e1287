using System.Globalization;
using NodaTime;
using Pawl.Checker.WallClocks;
using Pawl.Schedules.Cron;

namespace Pawl.Schedules.Tests.Oracle;

/// <summary>The days of random expressions against walked days: many more expressions than windows of a zone can have, each for fifteen
/// months, so that every kind of month comes often.</summary>
/// <remarks>A sample is one day of one expression. <c>PAWL_ORACLE_SAMPLES</c> says how many, <c>PAWL_ORACLE_SEED</c> which.</remarks>
public sealed class DayOracleTests(ITestOutputHelper output)
{
    private const int DaysWalked = 460;

    [Fact]
    public void A_day_has_times_if_and_only_if_it_matches()
    {
        long wanted = OracleSettings.Samples(otherwise: 6_000_000), seed = OracleSettings.Seed, samples = 0, expressions = 0, matched = 0;
        for (; samples < wanted; seed++)
        {
            var random = new Random((int)(seed % int.MaxValue));
            DateTime first = new DateTime(1970, 1, 1).AddDays(random.Next(130 * 365));
            CronShape shape = new RandomCron(random).Draw(first.AddDays(random.Next(DaysWalked)), hasSeconds: random.Next(2) == 0);
            string text = new CronPrinter(random).Print(shape);
            if (Parse(shape, text, seed) is { } expression)
            {
                matched += Compare(expression, shape, DateOnly.FromDateTime(first), seed);
                samples += DaysWalked;
                expressions++;
            }
        }

        Assert.True(matched > samples / 20, $"Only {matched} of {samples} days matched.");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seeds {OracleSettings.Seed} to {seed - 1}: {expressions} expressions, {samples} days, {matched} matched, differences 0"));
    }

    private static CronExpression? Parse(CronShape shape, string text, long seed)
    {
        try
        {
            return CronExpression.Parse(text, shape.Dialect, hashKey: "");
        }
        catch (ScheduleRuleException refused)
        {
            Assert.False(shape.HasAnyDay(), $"{OracleSettings.SeedVariable}={seed}: `{text}` refused ({refused.Message}), but it has days");
            return null;
        }
    }

    private static int Compare(CronExpression expression, CronShape shape, DateOnly first, long seed)
    {
        int matched = 0;
        LocalDateTime? last = expression.Before(At(first));
        for (int day = 0; day < DaysWalked; day++)
        {
            DateOnly date = first.AddDays(day);
            bool matches = shape.MatchesDate(date);
            LocalDateTime? next = expression.AtOrAfter(At(date)), previous = expression.Before(At(date.AddDays(1)));
            bool isRight = matches
                ? next?.Date == At(date).Date && previous?.Date == At(date).Date
                : (next is null || next >= At(date.AddDays(1))) && previous == last;
            Assert.True(isRight, $"{OracleSettings.SeedVariable}={seed}: `{expression}` ({shape.Dialect}) on {date:O}: "
                + $"it {(matches ? "matches" : "does not match")}, and the next is {next}, the last {previous}");
            last = previous;
            matched += matches ? 1 : 0;
        }

        return matched;
    }

    private static LocalDateTime At(DateOnly date) => LocalDate.FromDateOnly(date).AtMidnight();
}
