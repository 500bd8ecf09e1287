namespace Pawl.Simulation.Running;

/// <summary>What a run has done, for the ledger.</summary>
internal sealed class Statistics
{
    public long Operations { get; private set; }

    public long Faults { get; private set; }

    public long Deaths { get; set; }

    public long Disasters { get; set; }

    /// <summary>How often each fault point in the code was reached.</summary>
    public long[] FaultPoints { get; } = new long[Enum.GetValues<FaultPoint>().Length];

    public void Count(bool isFault)
    {
        Operations++;
        if (isFault)
        {
            Faults++;
        }
    }
}
