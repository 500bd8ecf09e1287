namespace Pawl.PowerCuts.Disk;

/// <summary>How an operation fails.</summary>
/// <param name="Code">SQLite's result code.</param>
internal readonly record struct Fault(int Code)
{
    /// <summary>The operation succeeds.</summary>
    public static Fault None => default;

    /// <summary>Whether half of what was to be written is, nevertheless.</summary>
    public bool IsHalfDone { get; init; }

    /// <summary>Whether the system call does a half only and says so, which is no error: the rest must be asked for again.</summary>
    public bool IsShort { get; init; }

    /// <summary>Whether a sync that fails leaves the pages clean in memory though they never reached the disk, as Linux does.</summary>
    public bool DropsPages { get; init; }

    /// <summary>Whether the operation fails at all.</summary>
    public bool Happens => Code != 0;
}
