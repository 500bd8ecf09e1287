using System.Globalization;

namespace Pawl;

/// <summary>Which tick of which schedule a job is for.</summary>
/// <param name="Schedule">The schedule.</param>
/// <param name="At">The nominal instant: when the rule says that it runs, whenever it was started. For a run that somebody
/// triggered, the instant of that.</param>
/// <param name="Kind">How it came about.</param>
public sealed record ScheduleTick(ScheduleName Schedule, DateTimeOffset At, TickKind Kind)
{
    private const string ScheduleKey = "pawl.schedule";
    private const string AtKey = "pawl.tick";
    private const string KindKey = "pawl.tick.kind";

    /// <summary>What a job's metadata say of its tick.</summary>
    /// <param name="metadata">The metadata.</param>
    /// <returns>The tick, or null.</returns>
    public static ScheduleTick? Of(IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        return metadata.TryGetValue(ScheduleKey, out string? name)
            && ScheduleName.TryParse(name, CultureInfo.InvariantCulture, out ScheduleName schedule)
            && metadata.TryGetValue(AtKey, out string? text)
            && DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at)
            && metadata.TryGetValue(KindKey, out string? kindText)
            && Enum.TryParse(kindText, out TickKind kind)
                ? new ScheduleTick(schedule, at, kind)
                : null;
    }

    /// <summary>Metadata that say so, and what else there is.</summary>
    /// <param name="metadata">What else travels with the job.</param>
    /// <returns>All of it.</returns>
    internal IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string> metadata) =>
        new Dictionary<string, string>(metadata)
        {
            [ScheduleKey] = Schedule.Value,
            [AtKey] = At.ToString("O", CultureInfo.InvariantCulture),
            [KindKey] = Kind.ToString(),
        };
}
