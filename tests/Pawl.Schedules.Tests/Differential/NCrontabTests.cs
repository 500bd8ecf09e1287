using NCrontab;
using NodaTime;
using Pawl.Checker.WallClocks;
using Pawl.Schedules.Tests.Oracle;

namespace Pawl.Schedules.Tests.Differential;

/// <summary>The standard dialect against NCrontab, with five and six fields.</summary>
public sealed class NCrontabTests
{
    private const int Seeds = 20_000;

    private static readonly Difference[] Known =
    [
        new("Where both days are restricted, either is enough, as in crontab(5); NCrontab wants both.", (shape, _) =>
            shape.DaysOfMonth[0] is not CronItem.All && shape.DaysOfWeek[0] is not CronItem.All),
        new("A range that ends before it begins comes round; NCrontab turns it about.", (shape, _) => ComesRound(shape)),
        new("7 is Sunday; NCrontab refuses it.", (_, text) => text.Split((char[])[' ', '\t'])[^1].Contains('7')),
        new("Tabs separate fields; NCrontab refuses them.", (_, text) => text.Contains('\t')),
    ];

    [Fact]
    public void Expressions_that_both_know_have_the_same_times_but_for_the_differences_written_down()
    {
        var comparison = new OtherLibraryComparison(DateTimeZone.Utc, Known);
        for (int seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            bool hasSeconds = random.Next(2) == 0;
            DateTime from = BeforeFullMinute(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(random.Next(int.MaxValue)));
            CronShape shape = new RandomCron(random).Draw(from, hasSeconds);
            if (shape.Dialect != CronDialect.Standard || shape.Years is not null || HasWhatNCrontabLacks(shape))
            {
                continue;
            }

            string text = new CronPrinter(random).Print(shape);
            comparison.Compare(shape, text, from, time => Next(text, hasSeconds, time), seed);
        }

        Assert.True(comparison.Same > Seeds / 10, $"Only {comparison.Same} were the same.");
        comparison.RequireExplained();
    }

    [Fact]
    public void NCrontab_leaves_out_seconds_of_the_first_minute_unless_it_begins_before_a_full_minute()
    {
        var asked = new DateTime(2037, 2, 21, 12, 10, 8, DateTimeKind.Utc);

        Assert.Equal(new DateTime(2037, 2, 21, 13, 0, 9), Next("* * 13 * * *", hasSeconds: true, asked));
        Assert.Equal(new DateTime(2037, 2, 21, 13, 0, 0), Next("* * 13 * * *", hasSeconds: true, BeforeFullMinute(asked)));
    }

    private static DateTime BeforeFullMinute(DateTime time) => time.AddSeconds(59 - time.Second);

    private static bool ComesRound(CronShape shape) =>
        new[] { shape.Seconds ?? [], shape.Minutes, shape.Hours, shape.Months, shape.DaysOfWeek }
            .Any(items => items.Any(item => item is CronItem.Range range && range.Last < range.First));

    private static bool HasWhatNCrontabLacks(CronShape shape) =>
        shape.DaysOfMonth.Concat(shape.DaysOfWeek).Any(item => item is not (CronItem.All or CronItem.Range));

    private static DateTime? Next(string text, bool hasSeconds, DateTime after)
    {
        try
        {
            return CrontabSchedule.Parse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = hasSeconds }).GetNextOccurrence(after)
                is var next && next < DateTime.MaxValue ? DateTime.SpecifyKind(next, DateTimeKind.Utc) : null;
        }
        catch (CrontabException refused)
        {
            throw new FormatException(text, refused);
        }
    }
}
