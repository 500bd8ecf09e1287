using System.Diagnostics.CodeAnalysis;

namespace Pawl;

/// <summary>The name of a line of jobs, chosen by the user.</summary>
public readonly record struct QueueName : IParsable<QueueName>, IComparable<QueueName>
{
    private readonly string? value;

    /// <summary>Makes a queue name.</summary>
    /// <param name="value">1 to 200 of the characters <c>A-Z a-z 0-9 . _ : -</c>.</param>
    /// <exception cref="ArgumentException">The text is not such a name.</exception>
    public QueueName(string value) => this.value = Name.Require(value, "queue name");

    /// <summary>The queue of jobs that are given no other: <c>default</c>.</summary>
    public static QueueName Default { get; } = new("default");

    /// <summary>The text of the name.</summary>
    public string Value => value ?? throw new InvalidOperationException("A default QueueName has no value.");

    /// <summary>Makes a queue name from text.</summary>
    /// <param name="value">1 to 200 of the characters <c>A-Z a-z 0-9 . _ : -</c>.</param>
    public static implicit operator QueueName(string value) => new(value);

    /// <summary>Reads a queue name.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">The text is not such a name.</exception>
    public static QueueName Parse(string s, IFormatProvider? provider) => new(s);

    /// <summary>Reads a queue name, if the text is one.</summary>
    /// <param name="s">The text.</param>
    /// <param name="provider">Not used.</param>
    /// <param name="result">The name.</param>
    /// <returns>Whether the text is a queue name.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out QueueName result)
    {
        result = s is not null && Name.IsValid(s) ? new QueueName(s) : default;
        return result.value is not null;
    }

    /// <summary>Orders names by their characters.</summary>
    /// <param name="other">The name to compare with.</param>
    /// <returns>Below 0, 0 or above 0.</returns>
    public int CompareTo(QueueName other) => string.CompareOrdinal(value, other.value);

    /// <summary>The text of the name.</summary>
    /// <returns>The text; empty for a default value.</returns>
    public override string ToString() => value ?? "";
}
