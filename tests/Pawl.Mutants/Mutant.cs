namespace Pawl.Mutants;

/// <summary>A bug that can be planted: places in the source, and what stands there instead while it is switched on.</summary>
/// <param name="Name">The name of its file, and of its switch.</param>
/// <param name="Description">What goes wrong.</param>
/// <param name="Hunks">The places.</param>
public sealed record Mutant(string Name, string Description, IReadOnlyList<Hunk> Hunks)
{
    /// <summary>Reads the mutants of a folder, by name.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The mutants.</returns>
    public static IReadOnlyList<Mutant> ReadAll(string folder) =>
        [.. Directory.GetFiles(folder, "*.mutant").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Reads one mutant: a description; where it is hunted, <c>scenario: name</c> of the simulation or
    /// <c>cuts: arguments</c> of the power cuts; then for each place a line <c>--- path</c>, lines that begin with <c>-</c>, which
    /// must be in that file exactly once, and lines that begin with <c>+</c>, which take their place. In these, <c>MUTANT</c> is the
    /// switch.</summary>
    private static Mutant Read(string file)
    {
        var description = new List<string>();
        var hunks = new List<Hunk>();
        foreach (string line in File.ReadLines(file))
        {
            if (line.StartsWith("--- ", StringComparison.Ordinal))
            {
                hunks.Add(new Hunk(line[4..].Trim(), "", ""));
            }
            else if (hunks.Count == 0)
            {
                description.Add(line);
            }
            else if (line.StartsWith('-'))
            {
                hunks[^1] = hunks[^1] with { Original = hunks[^1].Original + line[1..] + "\n" };
            }
            else if (line.StartsWith('+'))
            {
                hunks[^1] = hunks[^1] with { Replacement = hunks[^1].Replacement + line[1..] + "\n" };
            }
            else if (line.Length > 0)
            {
                throw new FormatException($"{file}: a line of a place begins with - or +, not '{line}'.");
            }
        }

        return new Mutant(Path.GetFileNameWithoutExtension(file), string.Join(' ', description).Trim(), hunks);
    }
}

/// <summary>One place of a mutant.</summary>
/// <param name="File">The source file, from the root of the repository.</param>
/// <param name="Original">Whole lines as they stand.</param>
/// <param name="Replacement">Whole lines that take their place.</param>
public sealed record Hunk(string File, string Original, string Replacement);
