using System.Text.RegularExpressions;
using NodaTime;
using Pawl.Checker.WallClocks;
using Pawl.Schedules.Tests.Oracle;
using Quartz;

namespace Pawl.Schedules.Tests.Differential;

/// <summary>The Quartz dialect against Quartz, in UTC and in a zone that has not shifted its clocks since 1986.</summary>
public sealed partial class QuartzTests
{
    private const int Seeds = 20_000;

    private static readonly Difference[] Known =
    [
        new("A range may have a name and a number; Quartz refuses it.", (_, text) => MixedRange().IsMatch(text)),
        new("A step may follow a name; Quartz reads over it.", (_, text) => StepAfterName().IsMatch(text)),
        new("Years go to 2199; Quartz ends a century from today.", (shape, _) =>
            shape.Years?.Any(item => item is CronItem.Range { First: > 2099 } or CronItem.Range { IsOpen: false, Last: > 2099 }) == true),
        new("A month without a 29th has no working day nearest to it; Quartz takes its last day.", (shape, _) =>
            shape.DaysOfMonth is [CronItem.NearestWorkingDay { Day: > 28 }]),
        new("L, W and # may be in lists; Quartz refuses most of them.", (shape, _) => HasSpecialInList(shape.DaysOfMonth)
            || HasSpecialInList(shape.DaysOfWeek)),
        new("Days that never come are refused; Quartz takes them, and has no times.", (shape, _) => !shape.HasAnyDay()),
    ];

    [Theory]
    [InlineData("UTC")]
    [InlineData("Asia/Kathmandu")]
    public void Expressions_that_both_know_have_the_same_times_but_for_the_differences_written_down(string zone)
    {
        DateTimeZone ours = DateTimeZoneProviders.Tzdb[zone];
        TimeSpan offset = ours.GetUtcOffset(Instant.FromUtc(2000, 1, 1, 0, 0)).ToTimeSpan();
        var theirs = TimeZoneInfo.CreateCustomTimeZone(zone, offset, zone, zone);
        var comparison = new OtherLibraryComparison(ours, Known);
        for (int seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            DateTime from = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(int.MaxValue));
            CronShape shape = new RandomCron(random).Draw(from, hasSeconds: true);
            if (shape.Dialect == CronDialect.Quartz)
            {
                string text = new CronPrinter(random).Print(shape);
                comparison.Compare(shape, text, from, time => Next(text, theirs, time), seed);
            }
        }

        Assert.True(comparison.Same > Seeds / 10, $"Only {comparison.Same} were the same.");
        comparison.RequireExplained();
    }

    private static bool HasSpecialInList(IReadOnlyList<CronItem> items) =>
        items.Count > 1 && items.Any(item => item is not (CronItem.All or CronItem.Range));

    [GeneratedRegex("[A-Za-z]{3}-[0-9]|[0-9]-[A-Za-z]{3}")]
    private static partial Regex MixedRange();

    [GeneratedRegex("[A-Za-z]{3}/[0-9]")]
    private static partial Regex StepAfterName();

    private static DateTime? Next(string text, TimeZoneInfo zone, DateTime after)
    {
        var expression = new CronExpression(text, zone);
        DateTimeOffset? next = expression.GetNextValidTimeAfter(new DateTimeOffset(after, TimeSpan.Zero));
        return next?.UtcDateTime;
    }
}
