using Pawl.Demo.Runs;

namespace Pawl.Cli.Supervision;

/// <summary>How a supervised run ended.</summary>
internal abstract record RunOutcome
{
    private RunOutcome()
    {
    }

    /// <summary>No job is left.</summary>
    /// <param name="Progress">The last numbers.</param>
    /// <param name="Computed">How many records were computed, not counting an earlier visit to the folder.</param>
    /// <param name="Elapsed">How long it took.</param>
    /// <param name="Kills">How often the working process was killed.</param>
    public sealed record Finished(RunProgress Progress, long Computed, TimeSpan Elapsed, int Kills) : RunOutcome;

    /// <summary>Someone asked it to stop.</summary>
    /// <param name="Progress">The last numbers.</param>
    public sealed record Interrupted(RunProgress Progress) : RunOutcome;

    /// <summary>The working process cannot work, or ended by itself.</summary>
    /// <param name="Reason">Why, in sentences.</param>
    public sealed record Broken(string Reason) : RunOutcome;
}
