namespace Pawl.Schedules.Recurrence.Parsing;

/// <summary>A part of a line that knows where it stands in the whole text.</summary>
/// <param name="Line">The line.</param>
/// <param name="Start">Where it begins in the line.</param>
/// <param name="Length">How many characters it has.</param>
internal readonly record struct TextPart(ContentLine Line, int Start, int Length)
{
    /// <summary>The characters.</summary>
    public string Text => Line.Text.Substring(Start, Length);

    /// <summary>The index of its first character in the whole text.</summary>
    public int Position => Line.Places[Start];

    /// <summary>Part of this part.</summary>
    /// <param name="start">Where it begins in this one.</param>
    /// <param name="length">How many characters it has.</param>
    public TextPart Slice(int start, int length) => new(Line, Start + start, length);

    /// <summary>From a place in this part to its end.</summary>
    /// <param name="start">The place.</param>
    public TextPart From(int start) => Slice(start, Length - start);

    /// <summary>The parts between separators; a separator in double quotes is none.</summary>
    /// <param name="separator">What separates.</param>
    public IEnumerable<TextPart> Split(char separator)
    {
        int start = 0;
        while (IndexOf(separator, start) is { } end)
        {
            yield return Slice(start, end - start);
            start = end + 1;
        }

        yield return From(start);
    }

    /// <summary>The first place of a character outside double quotes, or null.</summary>
    /// <param name="wanted">The character.</param>
    /// <param name="start">Where to begin.</param>
    public int? IndexOf(char wanted, int start = 0)
    {
        bool quoted = false;
        for (int index = start; index < Length; index++)
        {
            char character = Line.Text[Start + index];
            quoted ^= character == '"';
            if (character == wanted && !quoted)
            {
                return index;
            }
        }

        return null;
    }

    /// <summary>Whether it is a word, in letters of either case.</summary>
    /// <param name="word">The word.</param>
    public bool Is(string word) => Line.Text.AsSpan(Start, Length).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The error that this part is wrong.</summary>
    /// <param name="problem">What is wrong, as a sentence.</param>
    /// <param name="hint">What to write instead, as a sentence.</param>
    public ScheduleRuleException Refuse(string problem, string hint)
    {
        int end = Start + Length;
        int length = Length == 0 ? 0 : Line.Places[end - 1] + 1 - Position;
        string line = Line.Number == 1 ? "" : $", in line {Line.Number}";
        return new ScheduleRuleException($"At character {Position + 1}{line}: {problem}", hint, Position, length);
    }

    /// <summary>The text in quotes, cut where it is long.</summary>
    public override string ToString() => Length <= 40 ? $"'{Text}'" : $"'{Slice(0, 40).Text}…'";
}
