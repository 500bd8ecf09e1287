namespace Pawl;

/// <summary>Crockford's base32 for 64-bit numbers: 13 characters, sortable, no I L O U.</summary>
/// <remarks>Source: https://www.crockford.com/base32.html. Reading accepts either case, and I, L for 1 and O for 0.</remarks>
internal static class Crockford
{
    public const int Length = 13;

    private const string Digits = "0123456789abcdefghjkmnpqrstvwxyz";

    public static void Write(ulong value, Span<char> destination)
    {
        for (int i = Length - 1; i >= 0; i--)
        {
            destination[i] = Digits[(int)(value & 31)];
            value >>= 5;
        }
    }

    public static bool TryRead(ReadOnlySpan<char> text, out ulong value)
    {
        value = 0;
        if (text.Length != Length || DigitOf(text[0]) is < 0 or > 15)
        {
            return false;
        }

        foreach (char character in text)
        {
            int digit = DigitOf(character);
            if (digit < 0)
            {
                value = 0;
                return false;
            }

            value = (value << 5) | (uint)digit;
        }

        return true;
    }

    private static int DigitOf(char character) => char.ToLowerInvariant(character) switch
    {
        'i' or 'l' => 1,
        'o' => 0,
        var lower => Digits.IndexOf(lower, StringComparison.Ordinal),
    };
}
