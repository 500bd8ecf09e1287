using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Pawl.Schedules.Cron;

/// <summary>Says the times of day of a cron expression.</summary>
internal static class ClockWords
{
    /// <summary>Up to so many times of day are listed.</summary>
    private const int FewTimes = 5;

    private const ulong Sixty = (1UL << 60) - 1;
    private const ulong AllHours = (1UL << 24) - 1;
    private const ulong OnlyZero = 1;

    /// <summary>Lists the times if they are few.</summary>
    public static bool TryListTimes(CronClock clock, [NotNullWhen(true)] out string? words)
    {
        int count = BitOperations.PopCount(clock.Hours) * BitOperations.PopCount(clock.Minutes) * BitOperations.PopCount(clock.Seconds);
        words = null;
        if (count > FewTimes)
        {
            return false;
        }

        string format = clock.Seconds == OnlyZero ? @"hh\:mm" : @"hh\:mm\:ss";
        var times = new List<string>();
        for (int time = clock.First; time >= 0; time = Next(clock, time))
        {
            times.Add(TimeSpan.FromSeconds(time).ToString(format, CultureInfo.InvariantCulture));
        }

        words = $"At {WordLists.Join(times)}";
        return true;
    }

    /// <summary>Says how often, and in which part of the day.</summary>
    public static string Of(CronClock clock)
    {
        if (clock.Seconds == OnlyZero)
        {
            return BitOperations.PopCount(clock.Minutes) == 1
                ? OnceAnHour(clock.Hours, BitOperations.TrailingZeroCount(clock.Minutes))
                : Every(clock.Minutes, "minute") is { } minutes
                    ? minutes + Within(clock.Hours)
                    : $"At minutes {WordLists.Numbers(clock.Minutes)}{OfEveryOr(clock.Hours)}";
        }

        string seconds = Every(clock.Seconds, "second") ?? $"At {Listed(clock.Seconds, "second")}";
        if (clock.Minutes == Sixty)
        {
            return seconds + (seconds.StartsWith("Every", StringComparison.Ordinal) ? "" : " of every minute") + Within(clock.Hours);
        }

        return $"{seconds} of {Listed(clock.Minutes, "minute")}{OfEveryOr(clock.Hours)}";
    }

    private static string OnceAnHour(ulong hours, int minute)
    {
        string at = minute == 0 ? "" : $", at minute {minute}";
        return Every(hours, "hour", 24) is { } everyHour ? everyHour + at
            : WordLists.Runs(hour => Has(hours, hour), 0, 23, comesRound: true) is [var run]
                ? $"Every hour from {run.First:00}:{minute:00} to {run.Last:00}:{minute:00}"
                : $"At minute {minute}{Within(hours)}";
    }

    private static string OfEveryOr(ulong hours) => hours == AllHours ? " of every hour" : Within(hours);

    private static string Within(ulong hours) => hours == AllHours ? ""
        : WordLists.Runs(hour => Has(hours, hour), 0, 23, comesRound: true) is [var run]
            ? $" from {run.First:00}:00 to {run.Last:00}:59"
            : $" in the hours {WordLists.Numbers(hours)}";

    private static string Listed(ulong set, string noun) =>
        $"{noun}{(BitOperations.PopCount(set) == 1 ? "" : "s")} {WordLists.Numbers(set)}";

    // Only what goes on evenly from one hour, or one day, to the next is "every 15 minutes".
    private static string? Every(ulong set, string noun, int size = 60)
    {
        for (int step = 1; step < size; step++)
        {
            if (size % step == 0 && Enumerable.Range(0, size).All(value => Has(set, value) == (value % step == 0)))
            {
                return step == 1 ? $"Every {noun}" : $"Every {step} {noun}s";
            }
        }

        return null;
    }

    private static int Next(CronClock clock, int time) => time + 1 < 86_400
        ? clock.AtOrAfter((time + 1) / 3600, (time + 1) / 60 % 60, (time + 1) % 60)
        : -1;

    private static bool Has(ulong set, int value) => (set & (1UL << value)) != 0;
}
