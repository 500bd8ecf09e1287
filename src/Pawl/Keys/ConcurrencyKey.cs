namespace Pawl;

/// <summary>At most n jobs with this key run at a time, in order, with a fair share among keys. Named here so that the
/// three keys are never mixed; limits are set with admission.</summary>
public readonly record struct ConcurrencyKey
{
    private readonly string? value;

    /// <summary>Makes a key.</summary>
    /// <param name="value">1 to 256 characters, none of them a control character.</param>
    /// <exception cref="ArgumentException">The text is empty, too long, or holds a control character.</exception>
    public ConcurrencyKey(string value) => this.value = KeyText.Require(value, "concurrency key");

    /// <summary>The text of the key.</summary>
    public string Value => value ?? throw new InvalidOperationException("A default ConcurrencyKey has no value.");

    /// <summary>Makes a key from text.</summary>
    /// <param name="value">1 to 256 characters, none of them a control character.</param>
    public static implicit operator ConcurrencyKey(string value) => new(value);

    /// <summary>The text of the key.</summary>
    /// <returns>The text; empty for a default value.</returns>
    public override string ToString() => value ?? "";
}
