using System.Runtime.CompilerServices;

namespace Pawl.Hosting.Tests.Guides;

/// <summary>Holds a page of docs/guides against the code that stands for it here.</summary>
internal static class Guide
{
    /// <summary>Every block of code of the page must stand, line by line, in the file.</summary>
    public static void AssertStandsIn(string page, string file, int leastBlocks)
    {
        string[] code = Lines(File.ReadAllText(Beside(file)));
        string[][] blocks = [.. BlocksOf(File.ReadAllLines(Beside($"../../../docs/guides/{page}")))];

        Assert.True(blocks.Length >= leastBlocks, $"The guide has {blocks.Length} blocks of code.");
        Assert.All(blocks, block => Assert.True(
            Enumerable.Range(0, code.Length).Any(start => code.Skip(start).Take(block.Length).SequenceEqual(block)),
            $"No such lines in {file}:\n{string.Join('\n', block)}"));
    }

    private static IEnumerable<string[]> BlocksOf(string[] page)
    {
        for (int i = 0; i < page.Length; i++)
        {
            if (page[i] == "```csharp")
            {
                string[] block = [.. page.Skip(i + 1).TakeWhile(line => line != "```")];
                i += block.Length + 1;
                yield return Lines(string.Join('\n', block));
            }
        }
    }

    private static string[] Lines(string text) =>
        [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static string Beside(string file, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, file));
}
