namespace Pawl.Schedules.Hints;

/// <summary>Finds what somebody may have meant.</summary>
internal static class NearNames
{
    /// <summary>Longer texts are nobody's slip of the pen, and would take long.</summary>
    private const int LongestText = 64;

    /// <summary>The name that differs least from a text, or null when none is near.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="names">What could have been meant. The first of equally near ones is taken.</param>
    /// <returns>A name that a third of the text's letters, or one, may have to change to; large and small letters are the same.</returns>
    public static string? Find(ReadOnlySpan<char> text, ReadOnlySpan<string> names)
    {
        if (text.IsEmpty || text.Length > LongestText)
        {
            return null;
        }

        int nearest = Math.Max(1, text.Length / 3) + 1;
        string? found = null;
        foreach (string name in names)
        {
            if (Math.Abs(name.Length - text.Length) < nearest && Distance(text, name) is var distance && distance < nearest)
            {
                nearest = distance;
                found = name;
            }
        }

        return found;
    }

    // How many letters must be changed, added, left out or swapped with their neighbour (optimal string alignment).
    private static int Distance(ReadOnlySpan<char> text, ReadOnlySpan<char> name)
    {
        int width = name.Length + 1;
        Span<int> rows = stackalloc int[3 * width];
        for (int column = 0; column < width; column++)
        {
            rows[column] = column;
        }

        for (int row = 1; row <= text.Length; row++)
        {
            Span<int> current = rows.Slice(row % 3 * width, width);
            Span<int> above = rows.Slice((row + 2) % 3 * width, width);
            Span<int> twoAbove = rows.Slice((row + 1) % 3 * width, width);
            current[0] = row;
            for (int column = 1; column < width; column++)
            {
                int change = AreSame(text[row - 1], name[column - 1]) ? 0 : 1;
                int least = Math.Min(Math.Min(above[column], current[column - 1]) + 1, above[column - 1] + change);
                bool areSwapped = row > 1 && column > 1
                    && AreSame(text[row - 1], name[column - 2]) && AreSame(text[row - 2], name[column - 1]);
                current[column] = areSwapped ? Math.Min(least, twoAbove[column - 2] + 1) : least;
            }
        }

        return rows[(text.Length % 3 * width) + name.Length];
    }

    private static bool AreSame(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
