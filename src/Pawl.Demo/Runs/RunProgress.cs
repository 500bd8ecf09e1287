using Pawl.Demo.Jobs;

namespace Pawl.Demo.Runs;

/// <summary>How far a run is.</summary>
internal sealed record RunProgress
{
    /// <summary>Records that the import has enqueued.</summary>
    public long Imported { get; init; }

    /// <summary>Records that are computed.</summary>
    public long Results { get; init; }

    /// <summary>Records that wait for a worker.</summary>
    public long Queued { get; init; }

    /// <summary>Records that are being computed.</summary>
    public long Running { get; init; }

    /// <summary>Records whose attempt failed and will be repeated.</summary>
    public long Retrying { get; init; }

    /// <summary>Jobs of any kind that are given up.</summary>
    public long Failed { get; init; }

    /// <summary>Whether the import is at work, or waits to be.</summary>
    public bool IsImporting { get; init; }

    /// <summary>Whether no job is left to run.</summary>
    public bool IsFinished { get; init; }

    /// <summary>Reads the progress out of the store's numbers.</summary>
    /// <param name="counts">How many jobs there are, by queue, type and state.</param>
    /// <returns>The progress.</returns>
    public static RunProgress Of(IReadOnlyList<JobCount> counts)
    {
        return new RunProgress
        {
            Imported = Sum(count => count.Type.Value == ComputeCity.Type),
            Results = Cities(JobState.Succeeded),
            Queued = Cities(JobState.Queued),
            Running = Cities(JobState.Running),
            Retrying = Cities(JobState.Retrying),
            Failed = Sum(count => count.State is JobState.Failed or JobState.Cancelled),
            IsImporting = Sum(count => count.Type.Value == ImportCities.Type && !count.State.IsFinished()) > 0,
            IsFinished = Sum(count => !count.State.IsFinished()) == 0,
        };

        long Cities(JobState state) => Sum(count => count.Type.Value == ComputeCity.Type && count.State == state);

        long Sum(Func<JobCount, bool> condition) => counts.Where(condition).Sum(count => count.Count);
    }
}
