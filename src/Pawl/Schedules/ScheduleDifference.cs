namespace Pawl;

/// <summary>What a change does to the next 30 runs of a schedule.</summary>
/// <param name="Removed">Runs that were to come, and will not.</param>
/// <param name="Added">Runs that come now.</param>
public sealed record ScheduleDifference(IReadOnlyList<DateTimeOffset> Removed, IReadOnlyList<DateTimeOffset> Added)
{
    /// <summary>No difference.</summary>
    public static ScheduleDifference None { get; } = new([], []);
}
