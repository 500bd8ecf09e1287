namespace Pawl.Checker.Histories;

/// <summary>The ticks that a rule has, by the checker's own reckoning. Instants are microseconds.</summary>
public interface IExpectedTicks
{
    /// <summary>The ticks behind an instant and up to another, in order.</summary>
    /// <param name="after">The first instant, itself not looked at.</param>
    /// <param name="until">The last.</param>
    /// <returns>The ticks.</returns>
    IEnumerable<long> Between(long after, long until);
}
