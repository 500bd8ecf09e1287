namespace Pawl.Schedules.Recurrence.Parsing;

/// <summary>A property of iCalendar: a name, parameters and a value.</summary>
/// <param name="Name">The name.</param>
/// <param name="Parameters">The parameters, each as <c>NAME=value</c>.</param>
/// <param name="Value">The value.</param>
internal sealed record ContentProperty(TextPart Name, IReadOnlyList<TextPart> Parameters, TextPart Value)
{
    /// <summary>Takes a line apart.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The property, or null when the line has no colon.</returns>
    public static ContentProperty? Read(ContentLine line)
    {
        TextPart whole = line.Whole;
        if (whole.IndexOf(':') is not { } colon)
        {
            return null;
        }

        TextPart[] head = [.. whole.Slice(0, colon).Split(';')];
        return new ContentProperty(head[0], head[1..], whole.From(colon + 1));
    }

    /// <summary>The value of a parameter, without quotes, or null.</summary>
    /// <param name="name">The parameter's name.</param>
    public TextPart? Parameter(string name)
    {
        foreach (TextPart parameter in Parameters)
        {
            if (parameter.IndexOf('=') is { } equals && parameter.Slice(0, equals).Is(name))
            {
                TextPart value = parameter.From(equals + 1);
                return value.Length >= 2 && value.Text is ['"', .., '"'] ? value.Slice(1, value.Length - 2) : value;
            }
        }

        return null;
    }
}
