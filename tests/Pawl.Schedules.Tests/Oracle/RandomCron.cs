using Pawl.Checker.WallClocks;

namespace Pawl.Schedules.Tests.Oracle;

/// <summary>Draws expressions of every feature, many of which have times near a given one.</summary>
/// <param name="random">What they are drawn with.</param>
public sealed class RandomCron(Random random)
{
    /// <summary>Draws one.</summary>
    /// <param name="near">Where times are wanted.</param>
    /// <param name="hasSeconds">Whether the second is written, and so perhaps the year.</param>
    public CronShape Draw(DateTime near, bool hasSeconds)
    {
        CronDialect dialect = hasSeconds && random.Next(2) == 0 ? CronDialect.Quartz : CronDialect.Standard;
        IReadOnlyList<CronItem> daysOfMonth = Chance(60) ? [new CronItem.All(1, 31, 1)] : Some(() => DayOfMonth(near));
        IReadOnlyList<CronItem> daysOfWeek = Chance(60) ? [new CronItem.All(0, 6, 1)] : Some(() => DayOfWeek(near));
        if (dialect == CronDialect.Quartz || Chance(10))
        {
            bool isOfWeek = Chance(50);
            daysOfMonth = isOfWeek ? [new CronItem.LeftOpen()] : daysOfMonth;
            daysOfWeek = isOfWeek ? daysOfWeek : [new CronItem.LeftOpen()];
        }

        return new CronShape
        {
            IsQuartz = dialect == CronDialect.Quartz,
            Seconds = hasSeconds ? Some(() => Plain(0, 59, near.Second, comesRound: true)) : null,
            Minutes = Some(() => Plain(0, 59, near.Minute, comesRound: true)),
            Hours = Chance(40) ? [new CronItem.All(0, 23, 1)] : Some(() => Plain(0, 23, near.Hour, comesRound: true)),
            DaysOfMonth = daysOfMonth,
            Months = Chance(60) ? [new CronItem.All(1, 12, 1)] : Some(() => Plain(1, 12, near.Month, comesRound: true)),
            DaysOfWeek = daysOfWeek,
            Years = hasSeconds && Chance(40) ? Some(() => Plain(1970, 2199, near.Year, comesRound: false)) : null,
        };
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private List<CronItem> Some(Func<CronItem> draw)
    {
        var items = new List<CronItem> { draw() };
        while (items.Count < 4 && Chance(25))
        {
            items.Add(draw());
        }

        return items;
    }

    private CronItem Plain(int least, int greatest, int near, bool comesRound)
    {
        int first = Value(least, greatest, near), last = Value(least, greatest, near);
        if (!comesRound && last < first)
        {
            (first, last) = (last, first);
        }

        int step = random.Next(1, Math.Min(greatest, greatest - least) + 1);
        int shortStep = Math.Min(step, random.Next(1, 20));
        return random.Next(7) switch
        {
            0 => new CronItem.All(least, greatest, 1),
            1 => new CronItem.All(least, greatest, shortStep),
            2 => new CronItem.Range(first, last, 1, IsOpen: false),
            3 => new CronItem.Range(first, last, shortStep, IsOpen: false),
            4 => new CronItem.Range(first, greatest, Math.Max(1, step), IsOpen: true),
            _ => new CronItem.Range(first, first, 1, IsOpen: false),
        };
    }

    private int Value(int least, int greatest, int near) =>
        Chance(60) ? Math.Clamp(near + random.Next(-1, 2), least, greatest) : random.Next(least, greatest + 1);

    private CronItem DayOfMonth(DateTime near) => random.Next(8) switch
    {
        0 => new CronItem.BeforeLast(Chance(50) ? 0 : random.Next(31)),
        1 => new CronItem.LastWorkingDay(),
        2 => new CronItem.NearestWorkingDay(Value(1, 31, near.Day)),
        _ => Plain(1, 31, near.Day, comesRound: false),
    };

    private CronItem DayOfWeek(DateTime near) => random.Next(6) switch
    {
        0 => new CronItem.NthWeekday(random.Next(7), random.Next(1, 6)),
        1 => new CronItem.LastWeekday(random.Next(7)),
        _ => OneName(Plain(0, 6, (int)near.DayOfWeek, comesRound: true)),
    };

    // From a Sunday to the same Sunday could be printed as 0-7, which is the whole week.
    private static CronItem OneName(CronItem item) =>
        item is CronItem.Range { First: 0, Last: 0 } ? new CronItem.Range(0, 0, 1, IsOpen: false) : item;
}
