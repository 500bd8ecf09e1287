namespace Pawl;

/// <summary>The one rule for keys: free text that a user brings along, short enough to be indexed.</summary>
internal static class KeyText
{
    public const int MaxLength = 256;

    public static string Require(string value, string noun)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Length is 0 or > MaxLength)
        {
            throw new ArgumentException(
                $"The {noun} has {value.Length} characters. Use 1 to {MaxLength}.", nameof(value));
        }

        if (value.AsSpan().ContainsAnyInRange('\0', '\u001f') || value.AsSpan().ContainsAnyInRange('\u007f', '\u009f'))
        {
            throw new ArgumentException($"The {noun} holds a control character. Use printable text.", nameof(value));
        }

        return value;
    }
}
