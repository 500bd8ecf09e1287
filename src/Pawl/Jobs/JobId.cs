using System.Diagnostics.CodeAnalysis;

namespace Pawl;

/// <summary>Names one job, for ever. Made by the client, so that an enqueue that is sent twice is still one job.</summary>
/// <param name="Value">The 64-bit form, as it is stored; never negative.</param>
/// <remarks>Text form: <c>job_</c> and 13 characters of Crockford's base32. Ids made later sort later, in either form.</remarks>
public readonly record struct JobId(long Value) : IParsable<JobId>, IComparable<JobId>
{
    private const string Prefix = "job_";

    /// <summary>Reads the text form.</summary>
    /// <param name="s">The text, such as <c>job_</c> and 13 characters.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The id.</returns>
    /// <exception cref="FormatException">The text is not such an id.</exception>
    public static JobId Parse(string s, IFormatProvider? provider = null)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, provider, out var id)
            ? id
            : throw new FormatException("Expected 'job_' and 13 characters of Crockford's base32.");
    }

    /// <summary>Reads the text form, if the text is one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The id.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out JobId result)
    {
        result = default;
        if (s is null || !s.StartsWith(Prefix, StringComparison.Ordinal)
            || !Crockford.TryRead(s.AsSpan(Prefix.Length), out ulong value) || value > long.MaxValue)
        {
            return false;
        }

        result = new JobId((long)value);
        return true;
    }

    /// <summary>Orders ids by the time they were made.</summary>
    /// <param name="other">The id to compare with.</param>
    /// <returns>Below 0, 0 or above 0.</returns>
    public int CompareTo(JobId other) => Value.CompareTo(other.Value);

    /// <summary>The text form.</summary>
    /// <returns><c>job_</c> and 13 characters.</returns>
    public override string ToString() => string.Create(Prefix.Length + Crockford.Length, (ulong)Value, static (span, value) =>
    {
        Prefix.CopyTo(span);
        Crockford.Write(value, span[Prefix.Length..]);
    });
}
