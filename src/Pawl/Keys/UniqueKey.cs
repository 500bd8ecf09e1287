namespace Pawl;

/// <summary>At most one live job carries this key; a job is live until it has succeeded, failed or been cancelled.</summary>
public readonly record struct UniqueKey
{
    private readonly string? value;

    /// <summary>Makes a key.</summary>
    /// <param name="value">1 to 256 characters, none of them a control character.</param>
    /// <exception cref="ArgumentException">The text is empty, too long, or holds a control character.</exception>
    public UniqueKey(string value) => this.value = KeyText.Require(value, "unique key");

    /// <summary>The text of the key.</summary>
    public string Value => value ?? throw new InvalidOperationException("A default UniqueKey has no value.");

    /// <summary>Makes a key from text.</summary>
    /// <param name="value">1 to 256 characters, none of them a control character.</param>
    public static implicit operator UniqueKey(string value) => new(value);

    /// <summary>The text of the key.</summary>
    /// <returns>The text; empty for a default value.</returns>
    public override string ToString() => value ?? "";
}
