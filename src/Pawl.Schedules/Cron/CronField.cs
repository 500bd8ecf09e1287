using System.Collections.Immutable;

namespace Pawl.Schedules.Cron;

/// <summary>What may be written in one field of a cron expression.</summary>
internal sealed class CronField
{
    private static readonly ImmutableArray<string> MonthNames =
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

    private static readonly ImmutableArray<string> DayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

    private CronField(CronUnit unit, string noun, int least, int greatest)
    {
        Unit = unit;
        Noun = noun;
        Least = least;
        Greatest = greatest;
        LastOfAll = greatest;
        LongestStep = greatest;
        Cycle = greatest - least + 1;
        LastHashed = greatest;
    }

    public static CronField Second { get; } = new(CronUnit.Second, "second", 0, 59);

    public static CronField Minute { get; } = new(CronUnit.Minute, "minute", 0, 59);

    public static CronField Hour { get; } = new(CronUnit.Hour, "hour", 0, 23);

    /// <summary>A hash chooses among the days that every month has.</summary>
    public static CronField DayOfMonth { get; } = new(CronUnit.DayOfMonth, "day of the month", 1, 31) { Cycle = 0, LastHashed = 28 };

    public static CronField Month { get; } = new(CronUnit.Month, "month", 1, 12) { Names = MonthNames };

    /// <summary>From 0, Sunday, to 6, and Sunday once more as 7.</summary>
    public static CronField StandardDayOfWeek { get; } = new(CronUnit.DayOfWeek, "day of the week", 0, 7)
    {
        Names = DayNames,
        LastOfAll = 6,
        Cycle = 7,
        LastHashed = 6,
    };

    /// <summary>From 1, Sunday, to 7.</summary>
    public static CronField QuartzDayOfWeek { get; } = new(CronUnit.DayOfWeek, "day of the week", 1, 7) { Names = DayNames };

    public static CronField Year { get; } = new(CronUnit.Year, "year", CronYears.Least, CronYears.Greatest)
    {
        Cycle = 0,
        LongestStep = CronYears.Greatest - CronYears.Least,
    };

    public CronUnit Unit { get; }

    /// <summary>What one value is called.</summary>
    public string Noun { get; }

    /// <summary>The smallest number that may be written.</summary>
    public int Least { get; }

    /// <summary>The greatest number that may be written.</summary>
    public int Greatest { get; }

    /// <summary>Where <c>*</c> and <c>5/15</c> end.</summary>
    public int LastOfAll { get; private init; }

    /// <summary>The longest step that may be written.</summary>
    public int LongestStep { get; private init; }

    /// <summary>After how many values a range begins again, or 0 where a range may not end before it begins: in days of the month,
    /// because months differ in length, and in years.</summary>
    public int Cycle { get; private init; }

    /// <summary>The last value that <c>H</c> chooses by itself.</summary>
    public int LastHashed { get; private init; }

    /// <summary>The names of the values, from <see cref="Least"/> on.</summary>
    public ImmutableArray<string> Names { get; private init; } = [];

    public bool IsDay => Unit is CronUnit.DayOfMonth or CronUnit.DayOfWeek;

    /// <summary>The values, for a hint.</summary>
    public string Values => this switch
    {
        { Unit: CronUnit.Month } => "1 to 12, or JAN to DEC",
        { Unit: CronUnit.DayOfWeek, Least: 0 } => "0 to 7, where 0 and 7 are Sunday, or SUN to SAT",
        { Unit: CronUnit.DayOfWeek } => "1 to 7, where 1 is Sunday, or SUN to SAT",
        _ => $"{Least} to {Greatest}",
    };

    public static ReadOnlySpan<string> AllNames(CronUnit unit) => unit switch
    {
        CronUnit.Month => MonthNames.AsSpan(),
        CronUnit.DayOfWeek => DayNames.AsSpan(),
        _ => [],
    };
}
