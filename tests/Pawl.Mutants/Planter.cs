namespace Pawl.Mutants;

/// <summary>Copies the source and plants every mutant in the copy, each behind its switch, so that one build has them all and
/// the product's own source has none.</summary>
/// <param name="root">The repository.</param>
/// <param name="target">Where the copy goes.</param>
public sealed class Planter(string root, string target)
{
    private static readonly string[] Folders = ["src", "tests"];
    private static readonly string[] Settings = ["*.props", "BannedSymbols.txt", ".editorconfig", "global.json"];
    private static readonly string[] NotCopied = ["bin", "obj"];

    /// <summary>Plants the mutants. Files that are as they were before are not touched, so that a build after this is short.</summary>
    /// <param name="mutants">The mutants.</param>
    /// <exception cref="InvalidOperationException">A place is not, or not once, in its file: the source has changed, and the mutant
    /// must follow it.</exception>
    public void Plant(IReadOnlyList<Mutant> mutants)
    {
        Dictionary<string, string> files = Read();
        foreach (Mutant mutant in mutants)
        {
            foreach (Hunk hunk in mutant.Hunks)
            {
                files[hunk.File] = Replace(mutant, hunk, files.GetValueOrDefault(hunk.File) ?? throw NotFound(mutant, hunk));
            }
        }

        files["src/Pawl/MutantSwitch.cs"] = SwitchSource;
        foreach (string stale in Sources(target).Where(path => !files.ContainsKey(path)))
        {
            File.Delete(Path.Combine(target, stale));
        }

        foreach ((string path, string text) in files)
        {
            Write(Path.Combine(target, path), text);
        }
    }

    private const string SwitchSource = """
        namespace Pawl;

        /// <summary>Says which mutant is switched on.</summary>
        public static class MutantSwitch
        {
            private static readonly string On = Environment.GetEnvironmentVariable("PAWL_MUTANT") ?? "";

            /// <param name="name">The mutant.</param>
            /// <returns>Whether it is that one.</returns>
            public static bool Is(string name) => On == name;
        }

        """;

    private static string Replace(Mutant mutant, Hunk hunk, string text)
    {
        int at = text.IndexOf(hunk.Original, StringComparison.Ordinal);
        if (hunk.Original.Length == 0 || at < 0 || text.IndexOf(hunk.Original, at + 1, StringComparison.Ordinal) >= 0)
        {
            throw NotFound(mutant, hunk);
        }

        string replacement = hunk.Replacement.Replace(
            "MUTANT", $"global::Pawl.MutantSwitch.Is(\"{mutant.Name}\")", StringComparison.Ordinal);
        return string.Concat(text.AsSpan(0, at), replacement, text.AsSpan(at + hunk.Original.Length));
    }

    private static InvalidOperationException NotFound(Mutant mutant, Hunk hunk) => new(
        $"The mutant {mutant.Name} wants to change lines that are not exactly once in {hunk.File}. The source has changed; let the "
        + "mutant follow:" + Environment.NewLine + hunk.Original);

    private static void Write(string path, string text)
    {
        if (File.Exists(path) && File.ReadAllText(path) == text)
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? path);
        File.WriteAllText(path, text);
    }

    /// <summary>What is copied of a tree, by its path from the tree's root.</summary>
    private static IEnumerable<string> Sources(string tree)
    {
        IEnumerable<string> files = Folders
            .Select(folder => Path.Combine(tree, folder))
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
        IEnumerable<string> settings = Directory.Exists(tree) ? Settings.SelectMany(name => Directory.EnumerateFiles(tree, name)) : [];
        return files.Concat(settings)
            .Select(path => Path.GetRelativePath(tree, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(NotCopied.Contains));
    }

    private Dictionary<string, string> Read() =>
        Sources(root).ToDictionary(path => path, path => File.ReadAllText(Path.Combine(root, path)));
}
