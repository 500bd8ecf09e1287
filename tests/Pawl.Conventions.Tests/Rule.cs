using Pawl.Conventions.Tests.Reading;

namespace Pawl.Conventions.Tests;

/// <summary>One convention that a machine can decide: which files it is about, what breaks it, and how to put that right.</summary>
/// <remarks>A rule proves itself before it judges: it must reject an example of what it forbids and accept one of what it
/// wants, so that no rule can rot into one that finds nothing.</remarks>
internal sealed class Rule
{
    private readonly string fix;
    private readonly Func<SourceFile, bool> isAbout;
    private readonly Func<IReadOnlyList<SourceFile>, IEnumerable<Violation>> check;
    private bool hasRejected;

    private Rule(string fix, Func<SourceFile, bool> isAbout, Func<IReadOnlyList<SourceFile>, IEnumerable<Violation>> check)
    {
        this.fix = fix;
        this.isAbout = isAbout;
        this.check = check;
    }

    /// <summary>A rule about each file alone.</summary>
    /// <param name="glob">The ending of the files it is about, and folders, such as <c>src/ *.cs</c> with one space between them.</param>
    /// <param name="fix">How to put a violation right.</param>
    /// <param name="check">Finds violations in a file.</param>
    public static Rule ForEach(string glob, string fix, Func<SourceFile, IEnumerable<Violation>> check) =>
        ForAll(glob, fix, files => files.SelectMany(check));

    /// <summary>A rule about many files together.</summary>
    /// <inheritdoc cref="ForEach"/>
    public static Rule ForAll(string glob, string fix, Func<IReadOnlyList<SourceFile>, IEnumerable<Violation>> check)
    {
        string[] parts = glob.Split(' ');
        string ending = parts[^1].TrimStart('*');
        string[] folders = parts[..^1];
        return new(fix, file => file.Path.EndsWith(ending, StringComparison.Ordinal) && (folders.Length == 0 || file.IsIn(folders)), check);
    }

    /// <summary>Proves that the rule finds something wrong in a bad example.</summary>
    public Rule Rejects(string path, string text) => Rejects((path, text));

    /// <inheritdoc cref="Rejects(string, string)"/>
    public Rule Rejects(params (string Path, string Text)[] examples)
    {
        if (Judge(examples).Count == 0)
        {
            Assert.Fail($"The rule finds nothing wrong in its own bad example, {examples[^1].Path}:\n{examples[^1].Text}");
        }

        hasRejected = true;
        return this;
    }

    /// <summary>Proves that the rule finds nothing wrong in a good example.</summary>
    public Rule Accepts(string path, string text) => Accepts((path, text));

    /// <inheritdoc cref="Accepts(string, string)"/>
    public Rule Accepts(params (string Path, string Text)[] examples)
    {
        if (Judge(examples) is [var wrong, ..])
        {
            Assert.Fail($"The rule finds something wrong in its own good example:\n{wrong}\n{examples[^1].Text}");
        }

        return this;
    }

    /// <summary>Judges the repository.</summary>
    public void Holds()
    {
        Assert.True(hasRejected, "A rule must first reject an example; else it may find nothing for ever.");
        SourceFile[] files = [.. Repository.Sources.Where(isAbout)];
        Assert.True(files.Length > 0, "The rule is about no file of this repository; are its folders still there?");
        Violation[] violations = [.. check(files).OrderBy(found => found.Path, StringComparer.Ordinal).ThenBy(found => found.Line)];
        if (violations.Length > 0)
        {
            Assert.Fail($"{fix}\n{string.Join('\n', violations.AsEnumerable())}");
        }
    }

    private List<Violation> Judge((string Path, string Text)[] examples)
    {
        SourceFile[] files = [.. examples.Select(example => new SourceFile(example.Path, example.Text))];
        Assert.All(files, file => Assert.True(isAbout(file), $"{file.Path} is not what the rule is about."));
        return [.. check(files)];
    }
}
