using System.Diagnostics.CodeAnalysis;

namespace Pawl;

/// <summary>The name of a schedule, chosen by the user.</summary>
public readonly record struct ScheduleName : IParsable<ScheduleName>, IComparable<ScheduleName>
{
    private readonly string? value;

    /// <summary>Makes a schedule's name.</summary>
    /// <param name="value">1 to 200 of the characters <c>A-Z a-z 0-9 . _ : -</c>.</param>
    /// <exception cref="ArgumentException">The text is not such a name.</exception>
    public ScheduleName(string value) => this.value = Name.Require(value, "schedule name");

    /// <summary>The text of the name.</summary>
    public string Value => value ?? throw new InvalidOperationException("A default ScheduleName has no value.");

    /// <summary>Makes a schedule's name from text.</summary>
    /// <param name="value">1 to 200 of the characters <c>A-Z a-z 0-9 . _ : -</c>.</param>
    public static implicit operator ScheduleName(string value) => new(value);

    /// <summary>Reads a schedule's name.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">The text is not such a name.</exception>
    public static ScheduleName Parse(string s, IFormatProvider? provider) => new(s);

    /// <summary>Reads a schedule's name, if the text is one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The name.</param>
    /// <returns>Whether the text is a schedule's name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ScheduleName result)
    {
        result = s is not null && Name.IsValid(s) ? new ScheduleName(s) : default;
        return result.value is not null;
    }

    /// <summary>Orders names by their characters.</summary>
    /// <param name="other">The name to compare with.</param>
    /// <returns>Below 0, 0 or above 0.</returns>
    public int CompareTo(ScheduleName other) => string.CompareOrdinal(value, other.value);

    /// <summary>The text of the name.</summary>
    /// <returns>The text; empty for a default value.</returns>
    public override string ToString() => value ?? "";
}
