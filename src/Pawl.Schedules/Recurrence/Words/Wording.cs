namespace Pawl.Schedules.Recurrence.Words;

/// <summary>Small pieces of English.</summary>
internal static class Wording
{
    private const int MostItems = 12;

    private static readonly string[] Months =
    [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    ];

    private static readonly string[] Weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    /// <summary>The name of a month.</summary>
    /// <param name="number">1 to 12.</param>
    public static string Month(int number) => Months[number - 1];

    /// <summary>The name of a day of the week.</summary>
    /// <param name="number">0, which is Monday, to 6.</param>
    public static string Weekday(int number) => Weekdays[number];

    /// <summary>A list: "a, b and c"; of a long one the first items, and how many more there are.</summary>
    /// <param name="items">The items, at least one.</param>
    public static string List(IEnumerable<string> items)
    {
        string[] all = [.. items];
        string[] shown = all.Length <= MostItems ? all : [.. all[..(MostItems - 1)], $"{all.Length - MostItems + 1} more"];
        return shown is [var only] ? only : $"{string.Join(", ", shown[..^1])} and {shown[^1]}";
    }

    /// <summary>A list of ordinals: "1st, 3rd and last"; what counts from the end comes last.</summary>
    /// <param name="numbers">The numbers, at least one: from 1, or from -1 counted from the end.</param>
    public static string Ordinals(IEnumerable<int> numbers) =>
        List(numbers.OrderBy(number => number < 0).ThenBy(number => number).Select(Ordinal));

    /// <summary>An ordinal: "1st", "last", "2nd last".</summary>
    /// <param name="number">From 1, or from -1 counted from the end.</param>
    public static string Ordinal(int number)
    {
        if (number < 0)
        {
            return number == -1 ? "last" : $"{Ordinal(-number)} last";
        }

        string ending = (number % 10, number % 100) switch
        {
            (_, 11 or 12 or 13) => "th",
            (1, _) => "st",
            (2, _) => "nd",
            (3, _) => "rd",
            _ => "th",
        };
        return $"{number}{ending}";
    }
}
