using Pawl.Checker.WallClocks;
using Pawl.ReferenceModel.Chance;

namespace Pawl.Simulation.Scenarios;

/// <summary>Rules for wall clocks, each as a structure: written out for the product, matched as it is by the judge.</summary>
internal static class WallRules
{
    private static readonly CronItem EveryHour = new CronItem.All(0, 23, 1);
    private static readonly DateTime Start = new(2011, 1, 1);

    /// <summary>Every so many minutes.</summary>
    public static IReadOnlyList<IWallTimes> Steps { get; } =
        [.. new[] { 1, 2, 5, 10, 15 }.Select(minutes => Cron([new CronItem.All(0, 59, minutes)], [EveryHour]))];

    /// <summary>Fixed times: each fifth minute of the day, alone; and daily recurrences, one in the midst of each hour.</summary>
    public static IReadOnlyList<IWallTimes>[] FixedByHour { get; } =
    [
        .. Enumerable.Range(0, 24).Select(hour => (IReadOnlyList<IWallTimes>)
        [
            .. Enumerable.Range(0, 12).Select(fifth => Cron([Only(fifth * 5)], [Only(hour)])),
            Cron([Only(0), Only(15), Only(30)], [Only(hour), Only((hour + 1) % 24)]),
            new RepeatedTimes(Start.AddHours(hour).AddMinutes(30), TimeSpan.FromDays(1), 1),
            new RepeatedTimes(Start.AddHours(hour).AddMinutes(10), TimeSpan.FromDays(1), 1),
        ]),
    ];

    /// <summary>Rules that mean "every so often", and some that look as if they did not.</summary>
    public static IReadOnlyList<IWallTimes> Intervals { get; } =
    [
        .. Steps.Skip(2),
        Cron([Only(0)], [EveryHour]),
        Cron([Only(7)], [new CronItem.All(0, 23, 2)]),
        Cron([new CronItem.All(0, 59, 20)], [new CronItem.Range(0, 3, 1, IsOpen: false)]),
        Cron([new CronItem.Range(5, 59, 25, IsOpen: true)], [EveryHour]),
        new RepeatedTimes(Start.AddMinutes(30), TimeSpan.FromHours(1), 1),
        new RepeatedTimes(Start.AddMinutes(45), TimeSpan.FromHours(1), 3),
        new RepeatedTimes(Start, TimeSpan.FromMinutes(1), 25),
    ];

    private static readonly Dictionary<string, IWallTimes> ByText = Steps.Concat(FixedByHour.SelectMany(rules => rules)).Concat(Intervals)
        .DistinctBy(times => times.ToString()).ToDictionary(times => $"{times}");

    /// <summary>Draws one of several, as a user writes it.</summary>
    public static ScheduleRule Pick(SeededEntropy chance, IReadOnlyList<IWallTimes> rules) => chance.Pick(rules) switch
    {
        RepeatedTimes repeated => new ScheduleRule.Recurrence(repeated.ToString()),
        var cron => new ScheduleRule.Cron($"{cron}"),
    };

    /// <summary>What a rule means.</summary>
    public static IWallTimes TimesOf(ScheduleRule rule) => rule switch
    {
        ScheduleRule.Cron cron => ByText[cron.Expression],
        ScheduleRule.Recurrence recurrence => ByText[recurrence.Text],
        _ => throw new ArgumentException($"No scenario makes {rule}.", nameof(rule)),
    };

    private static CronShape Cron(IReadOnlyList<CronItem> minutes, IReadOnlyList<CronItem> hours) => new()
    {
        Seconds = null,
        Minutes = minutes,
        Hours = hours,
        DaysOfMonth = [new CronItem.All(1, 31, 1)],
        Months = [new CronItem.All(1, 12, 1)],
        DaysOfWeek = [new CronItem.All(0, 6, 1)],
        Years = null,
    };

    private static CronItem.Range Only(int value) => new(value, value, 1, IsOpen: false);
}
