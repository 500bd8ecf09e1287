using System.Globalization;

namespace Pawl.Schedules.Cron;

/// <summary>Lists of values in words: "1, 2 and 5 to 9".</summary>
internal static class WordLists
{
    /// <summary>The runs of values that follow each other.</summary>
    /// <param name="has">Whether a value is in the list.</param>
    /// <param name="least">The first value.</param>
    /// <param name="greatest">The last value.</param>
    /// <param name="comesRound">Whether the first value follows the last.</param>
    /// <returns>The first and the last value of each run.</returns>
    public static List<(int First, int Last)> Runs(Func<int, bool> has, int least, int greatest, bool comesRound)
    {
        var runs = new List<(int First, int Last)>();
        for (int value = least; value <= greatest; value++)
        {
            if (!has(value))
            {
                continue;
            }

            if (runs.Count > 0 && runs[^1].Last == value - 1)
            {
                runs[^1] = (runs[^1].First, value);
            }
            else
            {
                runs.Add((value, value));
            }
        }

        if (comesRound && runs.Count > 1 && runs[0].First == least && runs[^1].Last == greatest)
        {
            runs[^1] = (runs[^1].First, runs[0].Last);
            runs.RemoveAt(0);
        }

        return runs;
    }

    /// <summary>Says runs; two values in a run are said one by one.</summary>
    public static string Join(List<(int First, int Last)> runs, Func<int, string> word) => Join([.. runs.SelectMany(run =>
        run.First == run.Last ? [word(run.First)]
        : run.Last == run.First + 1 ? new[] { word(run.First), word(run.Last) }
        : [$"{word(run.First)} to {word(run.Last)}"])]);

    public static string Join(IReadOnlyList<string> words) => words.Count <= 1
        ? string.Concat(words)
        : $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}";

    public static string Numbers(ulong set) =>
        Join(Runs(value => (set & (1UL << value)) != 0, 0, 59, comesRound: false), number => number.ToString(CultureInfo.InvariantCulture));

    /// <summary>1st, 2nd, 3rd, 4th and so on, up to 31st.</summary>
    public static string Ordinal(int number) => number switch
    {
        1 or 21 or 31 => $"{number}st",
        2 or 22 => $"{number}nd",
        3 or 23 => $"{number}rd",
        _ => $"{number}th",
    };
}
