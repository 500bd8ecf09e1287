using System.Buffers;

namespace Pawl;

/// <summary>The one rule for names that users choose and that appear in URLs, logs and metrics.</summary>
internal static class Name
{
    public const int MaxLength = 200;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._:-");

    public static string Require(string value, string noun)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!IsValid(value))
        {
            throw new ArgumentException(
                $"'{Shorten(value)}' is not a {noun}. Use 1 to {MaxLength} of the characters A-Z a-z 0-9 . _ : -",
                nameof(value));
        }

        return value;
    }

    public static bool IsValid(ReadOnlySpan<char> value) =>
        value.Length is > 0 and <= MaxLength && !value.ContainsAnyExcept(Allowed);

    private static string Shorten(string value) => value.Length <= 50 ? value : value[..50] + "…";
}
