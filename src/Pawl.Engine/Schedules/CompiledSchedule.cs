using Pawl.Schedules.Cron;
using Pawl.Schedules.Rules;
using Pawl.Schedules.Zones;
using Pawl.Storage;

namespace Pawl.Engine.Schedules;

/// <summary>A version of a schedule, ready to be asked. Immutable.</summary>
internal sealed class CompiledSchedule
{
    private readonly ScheduleName name;

    public CompiledSchedule(ScheduleName name, ScheduleDefinition definition)
    {
        this.name = name;
        Definition = definition;
        Rule = RuleCompiler.Compile(name, definition.Rule, definition.Options);
    }

    public ScheduleDefinition Definition { get; }

    public ScheduleOptions Options => Definition.Options;

    public CompiledRule Rule { get; }

    /// <summary>Makes the job of a tick; jitter delays it by a hash of schedule and tick, the same on every node.</summary>
    public FiredTick Fire(DateTimeOffset at, TickKind kind, IdGenerator ids)
    {
        JobDue due = kind == TickKind.Nominal && Options.Jitter > TimeSpan.Zero ? JobDue.At(at + JitterOf(at)) : JobDue.Now;
        return new FiredTick(
            at,
            Definition.Job.Make(ids.NextJobId(), new ScheduleTick(name, at, kind), due, Options.TickProperty),
            TimeZones.Version);
    }

    private TimeSpan JitterOf(DateTimeOffset at) =>
        TimeSpan.FromTicks((long)(StableHash.Of($"{name}@{at.UtcTicks}", CronUnit.Second) % (ulong)Options.Jitter.Ticks));
}
