namespace Pawl.Load.Stores;

/// <summary>The queues of the scenarios.</summary>
internal static class LoadQueues
{
    /// <summary>The one whose jobs are measured.</summary>
    public const string Measured = "default";

    /// <summary>One that nobody works on while others are measured.</summary>
    public const string Elsewhere = "elsewhere";
}
