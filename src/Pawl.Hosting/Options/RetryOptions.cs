using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Pawl.Hosting.Options;

/// <summary>A retry policy as it can be configured.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Ranges are checked by a generated validator.")]
public sealed class RetryOptions
{
    /// <summary>The failed attempt that ends a job.</summary>
    /// <value>10 by default; 1 to 1,000.</value>
    [Range(1, 1_000)]
    public int MaxAttempts { get; set; } = RetryPolicy.Default.MaxAttempts;

    /// <summary>The delay after the first failed attempt, before chance is applied.</summary>
    /// <value>1 second by default; 0 to 10 years.</value>
    [Range(typeof(TimeSpan), "00:00:00", "3653.00:00:00")]
    public TimeSpan InitialDelay { get; set; } = RetryPolicy.Default.InitialDelay;

    /// <summary>What no delay exceeds.</summary>
    /// <value>1 hour by default; <see cref="InitialDelay"/> to 10 years.</value>
    [Range(typeof(TimeSpan), "00:00:00", "3653.00:00:00")]
    public TimeSpan MaxDelay { get; set; } = RetryPolicy.Default.MaxDelay;

    /// <summary>What each further attempt multiplies the delay by.</summary>
    /// <value>2 by default; 1 to 10.</value>
    [Range(1.0, 10.0)]
    public double Factor { get; set; } = RetryPolicy.Default.Factor;

    /// <summary>The share of a delay that is left to chance.</summary>
    /// <value>1, full jitter, by default; 0 to 1.</value>
    [Range(0.0, 1.0)]
    public double Jitter { get; set; } = RetryPolicy.Default.Jitter;

    internal RetryPolicy ToPolicy() =>
        RetryPolicy.Exponential(MaxAttempts, InitialDelay, MaxDelay, Factor, Jitter);
}
