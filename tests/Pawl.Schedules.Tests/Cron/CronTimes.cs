using NodaTime;
using NodaTime.Text;
using Pawl.Schedules.Cron;

namespace Pawl.Schedules.Tests.Cron;

/// <summary>Expressions and times as short texts.</summary>
public static class CronTimes
{
    private const string Format = "uuuu-MM-dd HH:mm:ss";

    internal static CronExpression Standard(string text) => CronExpression.Parse(text, CronDialect.Standard, hashKey: "");

    internal static CronExpression OfQuartz(string text) => CronExpression.Parse(text, CronDialect.Quartz, hashKey: "");

    /// <summary>The next times of an expression, each after a comma; those at midnight without it.</summary>
    internal static string Next(CronExpression expression, string from, int count)
    {
        var times = new List<string>();
        LocalDateTime? next = expression.AtOrAfter(Time(from));
        while (next is { } time && times.Count < count)
        {
            times.Add(Say(time));
            next = expression.AtOrAfter(time.PlusSeconds(1));
        }

        return string.Join(", ", times);
    }

    /// <summary>The last times of an expression, the latest first.</summary>
    internal static string Previous(CronExpression expression, string until, int count)
    {
        var times = new List<string>();
        LocalDateTime? previous = expression.Before(Time(until));
        while (previous is { } time && times.Count < count)
        {
            times.Add(Say(time));
            previous = expression.Before(time);
        }

        return string.Join(", ", times);
    }

    private static LocalDateTime Time(string text) => text.Length == 10
        ? LocalDatePattern.Iso.Parse(text).Value.AtMidnight()
        : LocalDateTimePattern.CreateWithInvariantCulture(Format).Parse(text.Length == 16 ? text + ":00" : text).Value;

    private static string Say(LocalDateTime time)
    {
        string text = LocalDateTimePattern.CreateWithInvariantCulture(Format).Format(time);
        return time.TimeOfDay == LocalTime.Midnight ? text[..10] : time.Second == 0 ? text[..16] : text;
    }
}
