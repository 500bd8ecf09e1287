using NodaTime;
using Pawl.Checker.WallClocks;

namespace Pawl.Schedules.Tests.Oracle;

/// <summary>A stretch of time in a zone, and the ticks in it as walking finds them.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Start">The first instant; a whole minute.</param>
/// <param name="End">The last instant.</param>
/// <param name="Step">How far apart walked times are: a minute or a second.</param>
public sealed record TickWindow(DateTimeZone Zone, Instant Start, Instant End, Duration Step)
{
    /// <summary>The ticks from <see cref="Start"/> to <see cref="End"/>, in order.</summary>
    public IReadOnlyList<Instant> Ticks(CronShape shape)
    {
        var walked = new WalkedTicks(
            shape, second => Zone.GetUtcOffset(Instant.FromUnixTimeSeconds(second)).Seconds, bySeconds: Step < Duration.FromMinutes(1));
        return [.. walked.Between(Start.ToUnixTimeSeconds(), End.ToUnixTimeSeconds()).Select(Instant.FromUnixTimeSeconds)];
    }
}
