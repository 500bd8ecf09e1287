namespace Pawl.Schedules.Recurrence.Points;

/// <summary>Counts the steps of a search, so that what has to be bounded can be, and tests can say how much it was.</summary>
internal sealed class Effort
{
    /// <summary>The steps so far.</summary>
    public long Spent { get; private set; }

    /// <summary>Counts more steps.</summary>
    /// <param name="steps">How many.</param>
    public void Spend(long steps = 1) => Spent += steps;
}
