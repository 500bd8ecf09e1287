using Pawl.PowerCuts.Disk;

namespace Pawl.PowerCuts.Runs;

/// <summary>How long a trial is, and what is looked at.</summary>
internal sealed record TrialSettings
{
    /// <summary>How many times calls are made; each time one or a few together.</summary>
    public int Steps { get; init; } = 160;

    /// <summary>How long the log gets before it is copied: short, so that there are many checkpoints.</summary>
    public int FramesBeforeCheckpoint { get; init; } = 40;

    /// <summary>How many images may be taken.</summary>
    public long MostImages { get; init; } = long.MaxValue;

    /// <summary>Each how many images one is also opened and drained by the product; 0 for none.</summary>
    public int ImagesPerDrain { get; init; } = 250;

    /// <summary>Which syncs are lies; for tests of the tests.</summary>
    public Func<string, bool>? Lies { get; init; }

    /// <summary>Which operation fails.</summary>
    public Func<DiskOperation, string, long, Fault>? Faults { get; init; }
}
