namespace Pawl;

/// <summary>Gives a job its stable wire name, and its defaults.</summary>
/// <param name="type">The wire name: 1 to 200 of the characters <c>A-Z a-z 0-9 . _ : -</c>. It is stored with every job
/// of this kind, so it outlives the C# name.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class JobAttribute(string type) : Attribute
{
    /// <summary>The wire name.</summary>
    public string Type { get; } = type;

    /// <summary>The queue, unless the call names one; null for the handler's, or <c>default</c>.</summary>
    public string? Queue { get; init; }

    /// <summary>The priority, unless the call names one; lower numbers run first; 0 by default.</summary>
    public int Priority { get; init; }

    /// <summary>The failed attempt that ends the job, 1 to 1,000; 0, the default, leaves it to the policy in force.</summary>
    public int MaxAttempts { get; init; }

    /// <summary>The longest an attempt may run, in seconds; 0, the default, leaves it to the handler's registration.</summary>
    public double TimeoutSeconds { get; init; }

    /// <summary>How long a succeeded or cancelled job is kept, in seconds. 0 keeps nothing: the row is deleted as it
    /// finishes, and its result with it. Negative, the default, leaves it to the configuration.</summary>
    public double RetentionSeconds { get; init; } = -1;
}
