namespace Pawl;

/// <summary>What a policy says about a failed attempt.</summary>
public abstract record RetryDecision
{
    private RetryDecision()
    {
    }

    /// <summary>Try again.</summary>
    /// <param name="Delay">After this long.</param>
    public sealed record Again(TimeSpan Delay) : RetryDecision;

    /// <summary>Do not try again.</summary>
    public sealed record GiveUp : RetryDecision
    {
        /// <summary>The only value.</summary>
        public static GiveUp Instance { get; } = new();
    }
}
