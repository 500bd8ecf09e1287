using NodaTime;
using Pawl.Checker.WallClocks;
using Pawl.Schedules.Cron;
using Pawl.Schedules.Tests.Oracle;
using Pawl.Schedules.Zones;

namespace Pawl.Schedules.Tests.Differential;

/// <summary>Compares random expressions with another library, and sorts what differs by the differences that are known.</summary>
/// <param name="zone">The zone of both.</param>
/// <param name="differences">The known ones. Each must be met, or it is none any more.</param>
public sealed class OtherLibraryComparison(DateTimeZone zone, IReadOnlyList<Difference> differences)
{
    private const int Times = 12;
    private const int Shown = 25;

    // Quartz ends a century from today, and a test may not depend on the day.
    private const int EndYear = 2100;

    private readonly HashSet<Difference> met = [];
    private readonly List<string> unexplained = [];

    /// <summary>How many expressions gave the same times.</summary>
    public int Same { get; private set; }

    /// <summary>Compares one expression.</summary>
    /// <param name="shape">The expression.</param>
    /// <param name="text">How it is written.</param>
    /// <param name="from">The time to begin after, in UTC.</param>
    /// <param name="other">The times of the other library: one in UTC to the next one, or null; throws
    /// <see cref="FormatException"/> for an expression that it refuses.</param>
    /// <param name="seed">What to say when it fails.</param>
    public void Compare(CronShape shape, string text, DateTime from, Func<DateTime, DateTime?> other, int seed)
    {
        string ours = Ours(shape, text, from), theirs = Say(from, other);
        if (ours == theirs)
        {
            Same++;
            return;
        }

        Difference[] known = [.. differences.Where(difference => difference.Concerns(shape, text))];
        met.UnionWith(known);
        if (known.Length == 0)
        {
            unexplained.Add($"Seed {seed}: `{text}` after {from:s}\n  ours:   {ours}\n  theirs: {theirs}");
        }
    }

    /// <summary>Fails for a difference that is not known, and for a known one that no expression showed.</summary>
    public void RequireExplained()
    {
        Assert.True(unexplained.Count == 0, $"{unexplained.Count} differences:\n{string.Join('\n', unexplained.Take(Shown))}");
        Assert.Empty(differences.Except(met).Select(difference => difference.Reason));
    }

    private string Ours(CronShape shape, string text, DateTime from)
    {
        try
        {
            var expression = CronExpression.Parse(text, shape.Dialect, hashKey: "");
            var ticks = new ZonedTicks(expression, zone);
            return Say(from, time => ticks.After(Instant.FromDateTimeUtc(time))?.ToDateTimeUtc());
        }
        catch (ScheduleRuleException)
        {
            return "refused";
        }
    }

    private static string Say(DateTime from, Func<DateTime, DateTime?> next)
    {
        try
        {
            var times = new List<string>();
            for (DateTime? time = next(from); times.Count < Times && time is { } found && found.Year < EndYear; time = next(found))
            {
                times.Add(found.ToString("s"));
            }

            return string.Join(' ', times);
        }
        catch (FormatException)
        {
            return "refused";
        }
    }
}
