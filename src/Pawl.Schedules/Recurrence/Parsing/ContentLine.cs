namespace Pawl.Schedules.Recurrence.Parsing;

/// <summary>A line of iCalendar, put together again where it was folded.</summary>
/// <param name="Text">The line without its end.</param>
/// <param name="Places">The index in the original text of each character, and of the end.</param>
/// <param name="Number">The number of the line on which it begins, from 1.</param>
internal sealed record ContentLine(string Text, int[] Places, int Number)
{
    /// <summary>All of it.</summary>
    public TextPart Whole => new(this, 0, Text.Length);

    /// <summary>Takes a text apart.</summary>
    /// <param name="text">The text; lines end in LF or CRLF, and one that begins with a space or a tab continues the one before.</param>
    /// <returns>The lines that are not empty.</returns>
    public static IEnumerable<ContentLine> Read(string text)
    {
        var characters = new List<char>();
        var places = new List<int>();
        int number = 1;
        int begun = 1;
        for (int index = 0; index <= text.Length; index++)
        {
            if (index < text.Length && text[index] != '\n')
            {
                characters.Add(text[index]);
                places.Add(index);
                continue;
            }

            number++;
            int end = characters.Count > 0 && characters[^1] == '\r' ? characters.Count - 1 : characters.Count;
            if (index + 1 < text.Length && text[index + 1] is ' ' or '\t' && end > 0)
            {
                characters.RemoveRange(end, characters.Count - end);
                places.RemoveRange(end, places.Count - end);
                index++;
                continue;
            }

            if (end > 0)
            {
                yield return new ContentLine(
                    string.Concat(characters[..end]), [.. places[..end], places[end - 1] + 1], begun);
            }

            characters.Clear();
            places.Clear();
            begun = number;
        }
    }
}
