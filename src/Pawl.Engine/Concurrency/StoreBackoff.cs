using Pawl.Storage;

namespace Pawl.Engine.Concurrency;

/// <summary>How long a loop waits after its store failed: longer each time, until something succeeds.</summary>
internal sealed class StoreBackoff(IEntropy entropy)
{
    private static readonly TimeSpan Initial = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    // From here on the delay is the longest, and the number need not grow.
    private const int MostFailures = 10;

    private int failures;

    /// <summary>Whether an error is one that passes by itself: the store took nothing, or cannot say; asking again is
    /// safe. Anything else is a defect, or damage, and ends the loop.</summary>
    public static bool Passes(Exception exception) =>
        exception is StoreUnavailableException or StoreFullException or OutcomeUnknownException;

    /// <summary>The wait after one more failure; half of it is left to chance, so that loops do not return in step.</summary>
    public TimeSpan Next()
    {
        failures = Math.Min(failures + 1, MostFailures);
        return Backoff.WithJitter(Backoff.Ceiling(failures, Initial, factor: 2, Longest), jitter: 0.5, entropy);
    }

    public void Reset() => failures = 0;
}
