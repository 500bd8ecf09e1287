using System.Text.RegularExpressions;
using Pawl.Conventions.Tests.Reading;

namespace Pawl.Conventions.Tests;

/// <summary>Prose rots unless a test reads it.</summary>
public sealed partial class DocumentConventions
{
    private static readonly string[] Places = ["src/", "tests/", "bench/", "docs/", "data/", "eng/", ".ci/"];

    // Words that documents use although no code does: what the engine must not use, and what is a command or a column.
    private static readonly string[] NamesOfOthers = ["ConfigureAwait", "SemaphoreSlim", "SynchronizationContext"];

    private static readonly Lazy<HashSet<string>> WordsOfCode = new(() =>
    [
        .. Repository.Sources
            .Where(file => !file.Path.EndsWith(".md", StringComparison.Ordinal) && !file.IsIn("tests/Pawl.Conventions.Tests/"))
            .SelectMany(file => Word().Matches(file.Text).Select(match => match.Value)),
        .. Repository.Paths.SelectMany(path => path.Split('/', '.')),
    ]);

    [Fact]
    public void A_link_leads_to_a_file_that_exists() =>
        Rule.ForEach("*.md", "Point the link at a file of this repository, relative to the page.", file =>
                Matches(file, Link())
                    .Select(link => (link.Line, Target: link.Match.Groups["target"].Value.Split('#')[0]))
                    .Where(link => link.Target.Length > 0 && !link.Target.Contains("://", StringComparison.Ordinal))
                    .Where(link => !Repository.Exists(Path.Combine(Path.GetDirectoryName(file.Path) ?? "", link.Target)))
                    .Select(link => file.At(link.Line, link.Target)))
            .Rejects("README.md", "[nowhere](docs/nowhere.md)\n")
            .Rejects("docs/decisions/page.md", "[architecture](ARCHITECTURE.md)\n")
            .Accepts("docs/decisions/page.md", "[architecture](../../ARCHITECTURE.md#the-parts) and [.NET](https://dot.net)\n")
            .Holds();

    [Fact]
    public void A_path_in_prose_exists() =>
        Rule.ForEach(
                "*.md",
                "Name a file that exists: from the root, or from the folder that the heading or the head of the column names.",
                file => PathsOf(file)
                    .Where(path => !path.Bases.Any(folder => Repository.Exists(folder + path.Text)))
                    .Select(path => file.At(path.Line, path.Text)))
            .Rejects("ARCHITECTURE.md", "See `src/Pawl/Nowhere.cs`.\n")
            .Rejects("ARCHITECTURE.md", "## The model (`src/Pawl`)\n\nSee `Jobs/Nowhere.cs`.\n")
            .Rejects("ARCHITECTURE.md", "| Stage | SQL (`src/Pawl.Sqlite/Sql/`) |\n| --- | --- |\n| claim | `Jobs/Nowhere.sql` |\n")
            .Accepts("ARCHITECTURE.md", "## The model (`src/Pawl`)\n\nSee `Jobs/JobState.cs`, `src/Pawl`, `Jobs/` and `./test`.\n")
            .Accepts("ARCHITECTURE.md", "| Stage | Code (`src/Pawl/`) |\n| --- | --- |\n| all | `Jobs/Job.cs` |\n")
            .Accepts("ARCHITECTURE.md", "A type `text/plain`, a share `1/2`, a rate `jobs/s`.\n")
            .Holds();

    [Fact]
    public void A_name_in_prose_is_a_name_in_code() =>
        Rule.ForEach("*.md", "Use the name that the code has now.", file =>
                Matches(file, CodeName())
                    .Where(name => !name.Match.Groups["name"].Value.Split('.').All(IsKnown))
                    .Select(name => file.At(name.Line, name.Match.Groups["name"].Value)))
            .Rejects("ARCHITECTURE.md", "See `JobWithdrawalStore`.\n")
            .Rejects("ARCHITECTURE.md", "See `IJobStore.WithdrawAsync`.\n")
            .Accepts("ARCHITECTURE.md", "See `IJobStore.EnqueueAsync`, `JobState` and `AddPawl()`; `pawl.db` is a file.\n")
            .Holds();

    [Fact]
    public void The_example_of_the_readme_compiles()
    {
        string example = string.Join('\n', Examples(Repository.Sources.Single(file => file.Path == "README.md")));
        Assert.NotEmpty(example);
        Assert.Empty(ExampleCode.Errors(example));
        Assert.NotEmpty(ExampleCode.Errors(example.Replace("EnqueueAsync", "AddAsync", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_commands_of_the_readme_can_be_run()
    {
        SourceFile readme = Repository.Sources.Single(file => file.Path == "README.md");
        string[] commands = [.. Matches(readme, Command()).Select(command => command.Match.Groups["path"].Value).Distinct()];

        Assert.Contains("./pawl", commands);
        Assert.Contains("./test", commands);
        Assert.All(commands, command =>
        {
            string file = Repository.FullPath(command);
            Assert.True(File.Exists(file), $"{command} does not exist.");
            Assert.True(
                OperatingSystem.IsWindows() || File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute | UnixFileMode.OtherExecute),
                $"{command} is not executable; run chmod +x.");
        });
    }

    // Everything between ```csharp and ``` at the beginnings of lines.
    private static IEnumerable<string> Examples(SourceFile page)
    {
        bool isInside = false;
        foreach (string line in page.Lines)
        {
            bool isFence = line.StartsWith("```", StringComparison.Ordinal);
            if (isInside && !isFence)
            {
                yield return line;
            }

            isInside = isFence ? line == "```csharp" : isInside;
        }
    }

    private static bool IsKnown(string name) => WordsOfCode.Value.Contains(name) || NamesOfOthers.Contains(name);

    private static IEnumerable<(int Line, Match Match)> Matches(SourceFile file, Regex pattern) =>
        file.Lines.SelectMany((line, index) => pattern.Matches(line).Select(match => (index + 1, match)));

    /// <summary>Every path in backticks, with the folders that it may be relative to.</summary>
    private static IEnumerable<(int Line, string Text, string[] Bases)> PathsOf(SourceFile file)
    {
        string section = "";
        string[] columns = [];
        for (int index = 0; index < file.Lines.Count; index++)
        {
            string line = file.Lines[index];
            if (line.StartsWith('#'))
            {
                section = FolderIn(line);
            }

            string[] cells = line.StartsWith('|') ? line.Split('|') : [line];
            bool isHead = cells.Length > 1 && index + 1 < file.Lines.Count && TableRule().IsMatch(file.Lines[index + 1]);
            columns = cells.Length == 1 ? [] : isHead ? [.. cells.Select(FolderIn)] : columns;
            for (int column = 0; column < cells.Length; column++)
            {
                string folder = column < columns.Length ? columns[column] : "";
                foreach (Match match in PathInProse().Matches(cells[column]))
                {
                    string text = match.Groups["path"].Value;
                    bool isOfRepository = Places.Any(place => text.StartsWith(place, StringComparison.Ordinal));
                    bool isRelative = (section.Length > 0 || folder.Length > 0) && (text.EndsWith('/') || Path.HasExtension(text));
                    if (isOfRepository || isRelative)
                    {
                        yield return (index + 1, text, ["", section, folder]);
                    }
                }
            }
        }
    }

    private static string FolderIn(string text)
    {
        string path = PathInProse().Match(text).Groups["path"].Value;
        return path.Length == 0 || path.EndsWith('/') ? path : path + "/";
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"`(?<path>\.?[A-Za-z][\w.-]*/[\w./-]*)`")]
    private static partial Regex PathInProse();

    // A word with two capitals, or words joined by dots: JobState, IJobStore.EnqueueAsync, Task.Run.
    [GeneratedRegex(@"`(?<name>I?[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+(?:\.[A-Z]\w+)*|[A-Z][a-z]+(?:\.[A-Z]\w+)+)"
        + @"(?:<[^`]*>)?(?:\([^`]*\))?`")]
    private static partial Regex CodeName();

    [GeneratedRegex(@"(?<![\w/.])(?<path>\./[\w./-]+)")]
    private static partial Regex Command();

    [GeneratedRegex(@"^\|[\s:|-]+\|$")]
    private static partial Regex TableRule();

    [GeneratedRegex(@"[A-Za-z_]\w*")]
    private static partial Regex Word();
}
