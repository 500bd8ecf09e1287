using Pawl.Sqlite.Connections;

namespace Pawl.Sqlite.Jobs;

/// <summary>Jobs that are to leave their queue, as runs without a job between them that stays. Mostly there is one run, and a
/// statement takes it out without a search for each job.</summary>
internal sealed class ReadyRuns
{
    private readonly List<Run> runs = [];
    private bool isBroken = true;

    public IReadOnlyList<Run> All => runs;

    /// <summary>The job of this row leaves.</summary>
    public void Leave(Statement row)
    {
        var place = new Place(row.GetInt64(1), row.GetInt64(2), row.GetInt64(0));
        if (isBroken)
        {
            runs.Add(new Run(place, place, 1));
        }
        else
        {
            runs[^1] = new Run(runs[^1].First, place, runs[^1].Count + 1);
        }

        isBroken = false;
    }

    /// <summary>The job of this row stays.</summary>
    public void Stay() => isBroken = true;

    /// <summary>Where a job stands in its queue.</summary>
    public readonly record struct Place(long Priority, long RunAt, long Job);

    /// <summary>The first and the last job, and how many they are.</summary>
    public readonly record struct Run(Place First, Place Last, int Count);
}
