namespace Pawl;

/// <summary>How one attempt ended.</summary>
public abstract record JobOutcome
{
    private JobOutcome()
    {
    }

    /// <summary>The handler returned.</summary>
    /// <param name="Result">Its serialized result, or empty.</param>
    public sealed record Succeeded(ReadOnlyMemory<byte> Result) : JobOutcome
    {
        /// <summary>A success without a result.</summary>
        public static Succeeded WithoutResult { get; } = new(ReadOnlyMemory<byte>.Empty);
    }

    /// <summary>The handler threw, and there is budget for another attempt.</summary>
    /// <param name="Error">What it threw.</param>
    /// <param name="Delay">How long to wait, counted from when the store records it.</param>
    public sealed record Retry(JobError Error, TimeSpan Delay) : JobOutcome;

    /// <summary>The handler threw, and there is no other attempt.</summary>
    /// <param name="Error">What it threw.</param>
    public sealed record Failed(JobError Error) : JobOutcome;

    /// <summary>The handler asked to be run later; no attempt is spent.</summary>
    /// <param name="Delay">How long to wait, counted from when the store records it.</param>
    public sealed record Snoozed(TimeSpan Delay) : JobOutcome;

    /// <summary>Someone asked for the job to stop, and the handler obeyed.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Cancelled(string Reason) : JobOutcome;

    /// <summary>The worker shut down before the handler was done; no attempt is spent, one interruption is.</summary>
    public sealed record Interrupted : JobOutcome
    {
        /// <summary>The only value.</summary>
        public static Interrupted Instance { get; } = new();
    }

    /// <summary>The handler was never started; nothing is spent.</summary>
    public sealed record Released : JobOutcome
    {
        /// <summary>The only value.</summary>
        public static Released Instance { get; } = new();
    }
}
