using System.Collections.Concurrent;
using Pawl.Storage;

namespace Pawl.Engine.Schedules;

/// <summary>Compiled versions of schedules, kept while there are not too many. Safe for any number of threads.</summary>
internal sealed class CompiledSchedules
{
    private const int MostKept = 20_000;

    private readonly ConcurrentDictionary<(ScheduleName Name, int Version), CompiledSchedule> kept = [];

    /// <exception cref="ScheduleRuleException">The rule cannot be understood any more.</exception>
    /// <exception cref="System.Text.Json.JsonException">The definition cannot be read.</exception>
    public CompiledSchedule Of(ScheduleName name, StoredScheduleVersion version)
    {
        if (kept.TryGetValue((name, version.Number), out CompiledSchedule? known))
        {
            return known;
        }

        var compiled = new CompiledSchedule(name, ScheduleDefinition.Read(version.Definition));
        if (kept.Count >= MostKept)
        {
            kept.Clear();
        }

        kept[(name, version.Number)] = compiled;
        return compiled;
    }
}
