using NodaTime;
using Pawl.Checker.Histories;
using Pawl.Checker.WallClocks;
using Pawl.Engine.Schedules;
using Pawl.Simulation.Links;
using Pawl.Simulation.Scenarios;
using Pawl.Storage;

namespace Pawl.Simulation.Running;

/// <summary>Reads what a store says of schedules at the end, for the judge.</summary>
internal static class ScheduleAudit
{
    private const int Page = 1_000;

    public static IReadOnlyList<ScheduleAccount> Read(IScheduleStore store, IReadOnlyList<string> names) =>
        [.. names.Select(name => Read(store, name)).Where(account => account.Versions.Count > 0)];

    private static ScheduleAccount Read(IScheduleStore store, string name)
    {
        List<StoredTick> ticks = ReadTicks(store, name);
        DueSchedules found = Line.Now(store.FindAsync(name, CancellationToken.None));
        return new ScheduleAccount(
            name,
            [.. Line.Now(store.ListVersionsAsync(name, Page, CancellationToken.None)).Reverse().Select(Of)],
            [
                .. from tick in ticks
                   where tick.Kind == TickKind.Nominal
                   from job in tick.Job is { } known ? [known] : Array.Empty<JobId>()
                   select new FiredAccount(World.MicrosOf(tick.At), tick.Version, job.Value),
            ],
            [
                .. from tick in ticks
                   from skipped in tick.Skipped is { } known ? [known] : Array.Empty<SkippedTicks>()
                   select new SkippedAccount(World.MicrosOf(skipped.From), World.MicrosOf(skipped.Until), tick.Version),
            ],
            found.Schedules.Count == 0 ? null : World.MicrosOf(found.Schedules[0].DecidedUntil),
            found.Schedules.Count == 0 ? 0 : World.MicrosOf(found.Schedules[0].SeenUntil ?? found.Schedules[0].DecidedUntil));
    }

    private static VersionAccount Of(StoredScheduleVersion version) => new(
        version.Number,
        World.MicrosOf(version.ValidFrom),
        version.ValidUntil is { } until ? World.MicrosOf(until) : null,
        version.IsPaused,
        TicksOf(ScheduleDefinition.Read(version.Definition)));

    private static IExpectedTicks TicksOf(ScheduleDefinition definition)
    {
        if (definition.Rule is ScheduleRule.Interval interval)
        {
            return new PeriodicTicks(World.MicrosOf(interval.Anchor), interval.Length.Ticks / TimeSpan.TicksPerMicrosecond);
        }

        DateTimeZone zone = DateTimeZoneProviders.Tzdb[definition.Options.TimeZone];
        return new WallClockTicks(new WalkedTicks(
            WallRules.TimesOf(definition.Rule), second => zone.GetUtcOffset(Instant.FromUnixTimeSeconds(second)).Seconds));
    }

    /// <summary>All entries; those at the edge of a page may come twice, and are one.</summary>
    private static List<StoredTick> ReadTicks(IScheduleStore store, string name)
    {
        var ticks = new List<StoredTick>();
        DateTimeOffset? before = null;
        IReadOnlyList<StoredTick> page;
        do
        {
            page = Line.Now(store.ListTicksAsync(name, before, Page, CancellationToken.None));
            ticks.AddRange(page);
            before = page.Count == 0 ? null : page[^1].At + TimeSpan.FromMicroseconds(1);
        }
        while (page.Count == Page);
        return [.. ticks.DistinctBy(tick => (tick.At, tick.Job is null))];
    }
}
