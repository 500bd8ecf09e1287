using Pawl.Conventions.Tests.Reading;

namespace Pawl.Conventions.Tests;

/// <summary>Text that was accepted once and is compared ever after. <c>./test --accept</c> accepts what is there now.</summary>
internal static class Accepted
{
    private static bool IsAccepting => Environment.GetEnvironmentVariable("PAWL_ACCEPT") == "1";

    /// <summary>Requires that a file holds a text.</summary>
    /// <param name="path">The file, from the root.</param>
    /// <param name="text">What it must hold.</param>
    public static void Equal(string path, string text)
    {
        string file = Repository.FullPath(path);
        if (IsAccepting)
        {
            File.WriteAllText(file, text);
            return;
        }

        string[] accepted = File.Exists(file) ? File.ReadAllLines(file) : [];
        string[] actual = text.TrimEnd('\n').Split('\n');
        if (!accepted.SequenceEqual(actual))
        {
            Assert.Fail($"{path} differs from what is built. If that is meant, run ./test --accept and commit the file.\n"
                + string.Join('\n', Difference(accepted, actual).Take(40)));
        }
    }

    /// <summary>Requires that a page holds a text between two marks, <c>&lt;!-- name --&gt;</c> and
    /// <c>&lt;!-- /name --&gt;</c>; the rest of the page is written by people.</summary>
    /// <param name="path">The page, from the root.</param>
    /// <param name="name">What the marks are called.</param>
    /// <param name="text">What must be between them.</param>
    public static void EqualWithin(string path, string name, string text)
    {
        string page = File.ReadAllText(Repository.FullPath(path));
        string open = $"<!-- {name} -->\n";
        int from = page.IndexOf(open, StringComparison.Ordinal);
        int to = page.IndexOf($"<!-- /{name} -->", StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, $"{path} lacks the marks <!-- {name} --> and <!-- /{name} --> on lines of their own.");
        Equal(path, page[..(from + open.Length)] + text + page[to..]);
    }

    // Lines of one that the other lacks: not the shortest difference, but enough to see what changed.
    private static IEnumerable<string> Difference(string[] accepted, string[] actual) =>
        accepted.Except(actual).Select(line => $"- {line}").Concat(actual.Except(accepted).Select(line => $"+ {line}"));
}
