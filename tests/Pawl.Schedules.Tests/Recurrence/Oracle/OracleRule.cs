using System.Globalization;

namespace Pawl.Schedules.Tests.Recurrence.Oracle;

/// <summary>A rule as the oracle knows it, which it can print for the product. Shares no code with the product.</summary>
public sealed record OracleRule
{
    public required string Frequency { get; init; }

    public required DateTime Start { get; init; }

    public int Interval { get; init; } = 1;

    public int? Count { get; init; }

    public DateTime? Until { get; init; }

    public DayOfWeek WeekStart { get; init; } = DayOfWeek.Monday;

    public int[] Months { get; init; } = [];

    public int[] WeekNumbers { get; init; } = [];

    public int[] YearDays { get; init; } = [];

    public int[] MonthDays { get; init; } = [];

    public (int Ordinal, DayOfWeek Day)[] Weekdays { get; init; } = [];

    public int[] Hours { get; init; } = [];

    public int[] Minutes { get; init; } = [];

    public int[] Seconds { get; init; } = [];

    public int[] Positions { get; init; } = [];

    public bool IsWithinDay => Frequency is "HOURLY" or "MINUTELY" or "SECONDLY";

    public override string ToString() => string.Concat(
        $"FREQ={Frequency}",
        Interval == 1 ? "" : $";INTERVAL={Interval}",
        Count is { } count ? $";COUNT={count}" : "",
        Until is { } until ? $";UNTIL={Text(until)}" : "",
        WeekStart == DayOfWeek.Monday ? "" : $";WKST={Short(WeekStart)}",
        List("BYMONTH", Months),
        List("BYWEEKNO", WeekNumbers),
        List("BYYEARDAY", YearDays),
        List("BYMONTHDAY", MonthDays),
        List("BYDAY", [.. Weekdays.Select(day => (day.Ordinal == 0 ? "" : $"{day.Ordinal}") + Short(day.Day))]),
        List("BYHOUR", Hours),
        List("BYMINUTE", Minutes),
        List("BYSECOND", Seconds),
        List("BYSETPOS", Positions));

    internal static string Text(DateTime time) => time.ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);

    private static string Short(DayOfWeek day) => $"{day}"[..2].ToUpperInvariant();

    private static string List<T>(string name, T[] values) => values is [] ? "" : $";{name}={string.Join(',', values)}";
}
