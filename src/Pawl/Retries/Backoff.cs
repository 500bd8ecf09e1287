using System.Diagnostics;

namespace Pawl;

/// <summary>Exponential backoff with jitter.</summary>
/// <remarks>Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015 ("full jitter").</remarks>
public static class Backoff
{
    /// <summary>The delay before chance is applied.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="initial">The delay after the first attempt.</param>
    /// <param name="factor">What each further attempt multiplies it by, 1 or more.</param>
    /// <param name="longest">What it never exceeds.</param>
    /// <returns><c>min(longest, initial · factor^(attempt−1))</c></returns>
    public static TimeSpan Ceiling(int attempt, TimeSpan initial, double factor, TimeSpan longest)
    {
        Debug.Assert(attempt >= 1, "Attempts count from 1.");

        if (initial == TimeSpan.Zero)
        {
            // Nothing times infinity is no number, so it must not come to that.
            return TimeSpan.Zero;
        }

        // In double, because TimeSpan arithmetic throws once a delay passes 29,000 years, which doubling from one
        // second does at attempt 41. A double saturates, and the longest delay wins.
        double ticks = initial.Ticks * Math.Pow(factor, attempt - 1);
        return ticks < longest.Ticks ? TimeSpan.FromTicks((long)ticks) : longest;
    }

    /// <summary>Applies chance to a delay.</summary>
    /// <param name="ceiling">The delay before chance.</param>
    /// <param name="jitter">The share that is left to chance, 0 to 1; 1 is full jitter.</param>
    /// <param name="entropy">Where chance comes from.</param>
    /// <returns>Evenly spread from <c>(1−jitter)·ceiling</c> to <c>ceiling</c>.</returns>
    public static TimeSpan WithJitter(TimeSpan ceiling, double jitter, IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(entropy);
        return ceiling * (1 - (jitter * entropy.NextDouble()));
    }
}
