namespace Pawl.Checker.WallClocks;

/// <summary>The times on a wall clock at which a rule says to run, before anybody asks what zone the clock is in.</summary>
public interface IWallTimes
{
    /// <summary>Whether the rule means "every so often", so that a time which the clock shows twice runs twice.</summary>
    bool IsInterval { get; }

    /// <summary>Whether a time is one of them.</summary>
    /// <param name="time">What the clock shows; a whole second.</param>
    /// <returns>Whether the rule runs then.</returns>
    bool Matches(DateTime time);
}
