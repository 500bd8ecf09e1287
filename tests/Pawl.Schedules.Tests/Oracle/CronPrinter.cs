using System.Globalization;
using Pawl.Checker.WallClocks;

namespace Pawl.Schedules.Tests.Oracle;

/// <summary>Writes a structure as a user might: with names or numbers, large or small letters, and any spaces.</summary>
/// <param name="random">What chooses between equal ways to write.</param>
public sealed class CronPrinter(Random random)
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    private static readonly string[] Weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public string Print(CronShape shape)
    {
        IReadOnlyList<CronItem>?[] fields =
            [shape.Seconds, shape.Minutes, shape.Hours, shape.DaysOfMonth, shape.Months, shape.DaysOfWeek, shape.Years];
        var texts = new List<string>();
        for (int index = 0; index < fields.Length; index++)
        {
            if (fields[index] is { } items)
            {
                texts.Add(string.Join(',', items.Select(item => item.Print(value => Name(index, value, shape.Dialect)))));
            }
        }

        return string.Join(random.Next(8) == 0 ? " \t " : " ", texts);
    }

    private string Name(int field, int value, CronDialect dialect) => field switch
    {
        4 when random.Next(2) == 0 => InSomeCase(Months[value - 1]),
        5 when random.Next(2) == 0 => InSomeCase(Weekdays[value]),
        5 when dialect == CronDialect.Quartz => Number(value + 1),
        5 when value == 0 && random.Next(2) == 0 => "7",
        _ => Number(value),
    };

    private string InSomeCase(string name) => random.Next(3) switch
    {
        0 => name,
        1 => name.ToUpperInvariant(),
        _ => char.ToUpperInvariant(name[0]) + name[1..],
    };

    private string Number(int value) =>
        value < 10 && random.Next(6) == 0 ? $"0{value}" : value.ToString(CultureInfo.InvariantCulture);
}
