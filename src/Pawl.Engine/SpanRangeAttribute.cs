using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Pawl.Engine;

/// <summary>The range of a span of time. <see cref="RangeAttribute"/> could say it too, but reads its texts by reflection.</summary>
/// <param name="shortest">The shortest span that is allowed, as in <c>00:00:01</c>.</param>
/// <param name="longest">The longest span that is allowed, as in <c>3653.00:00:00</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SpanRangeAttribute(string shortest, string longest) : ValidationAttribute
{
    /// <summary>The shortest span that is allowed.</summary>
    public string Shortest { get; } = shortest;

    /// <summary>The longest span that is allowed.</summary>
    public string Longest { get; } = longest;

    /// <summary>Whether a span is within the range; a missing one is.</summary>
    /// <param name="value">The span.</param>
    /// <returns>Whether it is.</returns>
    public override bool IsValid(object? value) => value is null || (value is TimeSpan span
        && span >= TimeSpan.Parse(Shortest, CultureInfo.InvariantCulture)
        && span <= TimeSpan.Parse(Longest, CultureInfo.InvariantCulture));

    /// <summary>Says what is wrong.</summary>
    /// <param name="name">The setting.</param>
    /// <returns>The sentence.</returns>
    public override string FormatErrorMessage(string name) => $"{name} must be between {Shortest} and {Longest}.";
}
