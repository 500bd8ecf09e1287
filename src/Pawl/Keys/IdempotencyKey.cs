namespace Pawl;

/// <summary>Same request, same job: within its window (24 hours), enqueueing again with this key in the same queue returns
/// the job that exists.</summary>
public readonly record struct IdempotencyKey
{
    private readonly string? value;

    /// <summary>Makes a key.</summary>
    /// <param name="value">1 to 256 characters, none of them a control character.</param>
    /// <exception cref="ArgumentException">The text is empty, too long, or holds a control character.</exception>
    public IdempotencyKey(string value) => this.value = KeyText.Require(value, "idempotency key");

    /// <summary>The text of the key.</summary>
    public string Value => value ?? throw new InvalidOperationException("A default IdempotencyKey has no value.");

    /// <summary>Makes a key from text.</summary>
    /// <param name="value">1 to 256 characters, none of them a control character.</param>
    public static implicit operator IdempotencyKey(string value) => new(value);

    /// <summary>The text of the key.</summary>
    /// <returns>The text; empty for a default value.</returns>
    public override string ToString() => value ?? "";
}
