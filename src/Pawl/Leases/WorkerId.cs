using System.Diagnostics.CodeAnalysis;

namespace Pawl;

/// <summary>Names one incarnation of a worker; a restarted worker has another.</summary>
/// <param name="Value">The 64-bit form, as it is stored; never negative.</param>
/// <remarks>Text form: <c>wrk_</c> and 13 characters of Crockford's base32. Ids made later sort later, in either form.</remarks>
public readonly record struct WorkerId(long Value) : IParsable<WorkerId>, IComparable<WorkerId>
{
    private const string Prefix = "wrk_";

    /// <summary>Reads the text form.</summary>
    /// <param name="s">The text, such as <c>wrk_</c> and 13 characters.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException">The text is not such an id.</exception>
    public static WorkerId Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, provider, out var id)
            ? id
            : throw new FormatException("Expected 'wrk_' and 13 characters of Crockford's base32.");
    }

    /// <summary>Reads the text form, if the text is one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WorkerId result)
    {
        result = default;
        if (s is null || !s.StartsWith(Prefix, StringComparison.Ordinal)
            || !Crockford.TryRead(s.AsSpan(Prefix.Length), out ulong value) || value > long.MaxValue)
        {
            return false;
        }

        result = new WorkerId((long)value);
        return true;
    }

    /// <summary>Orders ids by the time they were made.</summary>
    /// <param name="other">The id to compare with.</param>
    /// <returns>Below 0, 0 or above 0.</returns>
    public int CompareTo(WorkerId other) => Value.CompareTo(other.Value);

    /// <summary>The text form.</summary>
    /// <returns><c>wrk_</c> and 13 characters.</returns>
    public override string ToString() => string.Create(Prefix.Length + Crockford.Length, (ulong)Value, static (span, value) =>
    {
        Prefix.CopyTo(span);
        Crockford.Write(value, span[Prefix.Length..]);
    });
}
