using System.Diagnostics.CodeAnalysis;

namespace Pawl;

/// <summary>The stable wire name of a kind of job, such as <c>email.welcome</c>; it is what is
/// stored, so C# types may be renamed.</summary>
public readonly record struct JobType : IParsable<JobType>, IComparable<JobType>
{
    private readonly string? value;

    /// <summary>Makes a job type.</summary>
    /// <param name="value">1 to 200 of the characters <c>A-Z a-z 0-9 . _ : -</c>.</param>
    /// <exception cref="ArgumentException">The text is not such a name.</exception>
    public JobType(string value) => this.value = Name.Require(value, "job type");

    /// <summary>The text of the name.</summary>
    public string Value => value ?? throw new InvalidOperationException("A default JobType has no value.");

    /// <summary>Makes a job type from text.</summary>
    /// <param name="value">1 to 200 of the characters <c>A-Z a-z 0-9 . _ : -</c>.</param>
    public static implicit operator JobType(string value) => new(value);

    /// <summary>Reads a job type.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">The text is not such a name.</exception>
    public static JobType Parse(string s, IFormatProvider? provider) => new(s);

    /// <summary>Reads a job type, if the text is one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The name.</param>
    /// <returns>Whether the text is a job type.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out JobType result)
    {
        result = s is not null && Name.IsValid(s) ? new JobType(s) : default;
        return result.value is not null;
    }

    /// <summary>Orders names by their characters.</summary>
    /// <param name="other">The name to compare with.</param>
    /// <returns>Below 0, 0 or above 0.</returns>
    public int CompareTo(JobType other) => string.CompareOrdinal(value, other.value);

    /// <summary>The text of the name.</summary>
    /// <returns>The text; empty for a default value.</returns>
    public override string ToString() => value ?? "";
}
