namespace Pawl.Engine.Schedules;

/// <summary>How many late ticks may run: so many a second over all schedules, and no more at once. For one loop.</summary>
internal sealed class CatchUpBudget(int perSecond, TimeProvider clock)
{
    private double left = perSecond;
    private long filledAt = clock.GetTimestamp();

    public int Left
    {
        get
        {
            long now = clock.GetTimestamp();
            left = Math.Min(perSecond, left + (clock.GetElapsedTime(filledAt, now).TotalSeconds * perSecond));
            filledAt = now;
            return (int)left;
        }
    }

    public void Spend(int count) => left -= count;
}
