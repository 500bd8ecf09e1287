using System.Globalization;

namespace Pawl.Checker.Journals;

/// <summary>Reads the journals of all incarnations, in the order in which they were written.</summary>
public static class JournalReader
{
    /// <summary>Reads a folder of files <c>NNNN.journal</c>, one for each incarnation.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The entries by their times; those without one come last.</returns>
    public static IEnumerable<JournalEntry> ReadFolder(string folder) =>
        Directory.GetFiles(folder, "*.journal").Order(StringComparer.Ordinal).SelectMany(ReadFile).OrderBy(entry => entry.At);

    private static IEnumerable<JournalEntry> ReadFile(string path)
    {
        int incarnation = Number(Path.GetFileNameWithoutExtension(path));
        foreach (string line in WholeLines(path))
        {
            string[] words = line.Split(' ');
            yield return words[0].StartsWith('@')
                ? Parse(incarnation, words[1..]) with { At = Id(words[0][1..]) }
                : Parse(incarnation, words) with { At = long.MaxValue };
        }
    }

    /// <summary>A kill may tear the last line of a file. What it would have said was not yet relied on.</summary>
    private static string[] WholeLines(string path)
    {
        string text = File.ReadAllText(path);
        return text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static JournalEntry Parse(int incarnation, string[] words) => words[0] switch
    {
        "begin" => new JournalEntry.Begin(incarnation),
        "call" => new JournalEntry.Call(incarnation, words[1], words[2], words[3], words[4], Number(words[5]), HashIn(words)),
        "ok" => new JournalEntry.Acknowledged(incarnation, words[1], [.. words.Skip(2).Select(Id)]),
        "refused" => new JournalEntry.Refused(incarnation, words[1]),
        "unknown" => new JournalEntry.Unknown(incarnation, words[1]),
        "broke" => new JournalEntry.Broke(incarnation, words[1], words[2]),
        "start" => new JournalEntry.Start(
            incarnation, Id(words[1]), Number(words[2]), Id(words[3]), words[4], Number(words[5]), HashIn(words)),
        "plan" => new JournalEntry.Plan(incarnation, words[1], Id(words[2]), words[3], Id(words[4])),
        "tick" => new JournalEntry.Tick(incarnation, Id(words[1]), Id(words[2]), words[3], Id(words[4])),
        "resume" => new JournalEntry.Resume(incarnation, Id(words[1]), Id(words[2]), Number(words[3])),
        "saving" => new JournalEntry.Saving(incarnation, Id(words[1]), Id(words[2]), Number(words[3])),
        "saved" => new JournalEntry.Saved(incarnation, Id(words[1]), Id(words[2]), Number(words[3])),
        "asking" => new JournalEntry.Asking(incarnation, Id(words[1]), Id(words[2])),
        "completing" => new JournalEntry.Completing(incarnation, Id(words[1]), Id(words[2])),
        "stale" => new JournalEntry.Stale(incarnation, Id(words[1]), Id(words[2])),
        "done" => new JournalEntry.Done(incarnation, Id(words[1]), Id(words[2])),
        "end" => new JournalEntry.End(incarnation, Id(words[1]), Id(words[2]), words[3]),
        "cluster" => new JournalEntry.Cluster(incarnation, words[1], Number(words[2]), Number(words[3])),
        "fault" => new JournalEntry.Fault(incarnation, Number(words[1]), words[2]),
        "healed" => new JournalEntry.Healed(incarnation, Number(words[1])),
        "stepped" => new JournalEntry.Stepped(incarnation, Number(words[1])),
        "slow" => new JournalEntry.Slow(incarnation, Number(words[1])),
        _ => throw new InvalidDataException($"A journal has a line that begins with '{words[0]}'."),
    };

    /// <summary>What is planted by hand has none.</summary>
    private static string HashIn(string[] words) => words.Length > 6 ? words[6] : "";

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private static long Id(string word) => long.Parse(word, CultureInfo.InvariantCulture);
}
