using System.Globalization;
using NodaTime;
using Pawl.Schedules.Cron;

namespace Pawl.Schedules.Tests.Cron;

public sealed class CronHashTests
{
    [Theory]
    [InlineData("", CronUnit.Minute, 12254457192590784505)]
    [InlineData("nightly-report", CronUnit.Minute, 4064728449289520174)]
    [InlineData("nightly-report", CronUnit.Hour, 17860504059894118674)]
    [InlineData("Bücher", CronUnit.Second, 6805792646420508213)]
    internal void A_hash_never_changes(string key, CronUnit unit, ulong hash) => Assert.Equal(hash, StableHash.Of(key, unit));

    [Theory]
    [InlineData("H H * * *", "At 18:14 every day")]
    [InlineData("H/15 * * * *", "At minutes 14, 29, 44 and 59 of every hour")]
    [InlineData("H(0-29)/10 * * * *", "At minutes 4, 14 and 24 of every hour")]
    [InlineData("H H H H *", "At 18:14 on the 5th of the month in March")]
    [InlineData("H H * * H", "At 18:14 on Monday")]
    public void A_schedule_keeps_its_times_for_ever(string text, string words) =>
        Assert.Equal(words, CronExpression.Parse(text, CronDialect.Standard, "nightly-report").Describe());

    [Theory]
    [InlineData("H * * * *", 60)]
    [InlineData("0 H * * *", 24)]
    [InlineData("0 0 H * *", 28)]
    [InlineData("0 0 1 H *", 12)]
    [InlineData("0 0 * * H", 7)]
    [InlineData("H/15 * * * *", 15)]
    [InlineData("H(10-19) * * * *", 10)]
    [InlineData("H(0-29)/10 * * * *", 10)]
    public void Names_are_spread_evenly_over_all_values(string text, int values)
    {
        const int Names = 28_000;
        var from = new LocalDateTime(2026, 1, 1, 0, 0);
        Dictionary<LocalDateTime, int> chosen = Enumerable.Range(0, Names)
            .Select(name => CronExpression.Parse(text, CronDialect.Standard, name.ToString(CultureInfo.InvariantCulture)).AtOrAfter(from))
            .CountBy(first => first ?? default).ToDictionary();

        Assert.Equal(values, chosen.Count);
        Assert.All(chosen, pair => Assert.InRange(pair.Value, Names / values * 0.75, Names / values * 1.25));
    }
}
