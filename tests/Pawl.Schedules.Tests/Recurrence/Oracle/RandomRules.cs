namespace Pawl.Schedules.Tests.Recurrence.Oracle;

/// <summary>Draws rules that RFC 5545 allows, most of which run now and then.</summary>
internal sealed class RandomRules(Random chance)
{
    private static readonly string[] Frequencies = ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY"];

    public OracleRule Draw(DateTime start)
    {
        string frequency = Frequencies[chance.Next(Frequencies.Length)];
        bool withinDay = frequency is "HOURLY" or "MINUTELY" or "SECONDLY";
        bool yearly = frequency == "YEARLY";
        // Rules that repeat within a day are looked at for some days only, so what they say of days comes from their start.
        (int month, int day, int hour, int minute) = withinDay
            ? (start.Month, start.Day, start.Hour, start.Minute)
            : (chance.Next(1, 13), chance.Next(1, 32), chance.Next(24), chance.Next(60));
        int[] weeks = yearly && chance.Next(4) == 0 ? Some(3, Signed(53)) : [];
        int count = chance.Next(4) == 0 ? chance.Next(1, 60) : 0;
        var rule = new OracleRule
        {
            Frequency = frequency,
            Start = start,
            Interval = chance.Next(2) == 0 ? 1 : IntervalFor(frequency),
            Count = count == 0 ? null : count,
            Until = count == 0 && chance.Next(4) == 0 ? start.AddSeconds(chance.NextInt64(1, SpanOf(frequency))) : null,
            WeekStart = chance.Next(3) == 0 ? (DayOfWeek)chance.Next(7) : DayOfWeek.Monday,
            Months = chance.Next(4) == 0 ? [.. Some(4, () => chance.Next(1, 13)).Append(month).Distinct()] : [],
            WeekNumbers = weeks,
            YearDays = (yearly || withinDay) && chance.Next(6) == 0 ? [.. Some(6, Signed(366)).Append(start.DayOfYear).Distinct()] : [],
            MonthDays = frequency != "WEEKLY" && chance.Next(5) == 0 ? [.. Some(5, Signed(31)).Append(day).Distinct()] : [],
            Weekdays = chance.Next(3) == 0 ? Days(frequency is "MONTHLY" || (yearly && weeks is []), start) : [],
            Hours = chance.Next(5) == 0 ? [.. Some(3, () => chance.Next(24)).Append(hour).Distinct()] : [],
            Minutes = chance.Next(5) == 0 ? [.. Some(3, () => chance.Next(60)).Append(minute).Distinct()] : [],
            Seconds = chance.Next(5) == 0 ? Some(3, () => chance.Next(60)) : [],
        };
        return chance.Next(4) == 0 && rule.ToString().Contains(";BY", StringComparison.Ordinal)
            ? rule with { Positions = Some(3, Signed(chance.Next(2) == 0 ? 3 : 12)) }
            : rule;
    }

    /// <summary>The seconds of a span in which a rule of a frequency shows what it does.</summary>
    public static long SpanOf(string frequency) => TimeSpan.TicksPerDay / TimeSpan.TicksPerSecond * frequency switch
    {
        "YEARLY" => 3_000,
        "MONTHLY" => 1_000,
        "WEEKLY" => 500,
        "DAILY" => 300,
        "HOURLY" => 30,
        "MINUTELY" => 2,
        _ => 1,
    } / (frequency == "SECONDLY" ? 12 : 1);

    private int IntervalFor(string frequency) => frequency switch
    {
        "YEARLY" => chance.Next(1, 5),
        "SECONDLY" or "MINUTELY" => chance.Next(3) == 0 ? chance.Next(1, 4_000) : chance.Next(1, 100),
        _ => chance.Next(1, 30),
    };

    private (int, DayOfWeek)[] Days(bool ordinals, DateTime start)
    {
        bool withOrdinals = ordinals && chance.Next(2) == 0;
        int[] days = [.. Some(3, () => chance.Next(7)).Append((int)start.DayOfWeek).Distinct()];
        return [.. days.Select(day => (withOrdinals ? Signed(chance.Next(2) == 0 ? 5 : 53)() : 0, (DayOfWeek)day))];
    }

    private int[] Some(int most, Func<int> draw) => [.. Enumerable.Range(0, chance.Next(1, most + 1)).Select(_ => draw()).Distinct()];

    private Func<int> Signed(int most) => () => chance.Next(1, most + 1) * (chance.Next(2) == 0 ? 1 : -1);
}
