using System.Text.Json;
using Pawl.Storage;

namespace Pawl.Engine.Schedules;

/// <summary>What is stored of schedules, as users see it.</summary>
internal sealed class ScheduleViews(CompiledSchedules compiledSchedules)
{
    public Schedule Of(StoredSchedule stored) => new()
    {
        Name = stored.Name,
        Version = Of(stored.Name, stored.Version),
        NextAt = stored.DueAt,
        LiveJobs = stored.LiveJobs,
    };

    public ScheduleVersion Of(ScheduleName name, StoredScheduleVersion stored)
    {
        ScheduleDefinition definition = ScheduleDefinition.Read(stored.Definition);
        return new ScheduleVersion
        {
            Number = stored.Number,
            ValidFrom = stored.ValidFrom,
            ValidUntil = stored.ValidUntil,
            Rule = definition.Rule,
            Description = Describe(name, stored),
            Options = definition.Options,
            JobType = new JobType(definition.Job.Type),
            IsPaused = stored.IsPaused,
            Reason = stored.Reason,
            Author = stored.Author,
            IsDeclared = definition.IsDeclared,
            Difference = stored.Difference.IsEmpty
                ? ScheduleDifference.None
                : JsonSerializer.Deserialize(stored.Difference.Span, ScheduleJson.Default.ScheduleDifference) ?? ScheduleDifference.None,
        };
    }

    public static LedgerEntry Of(StoredTick stored) => stored switch
    {
        { Skipped: { } skipped } => new LedgerEntry.Skipped(skipped.Until, skipped.Count, skipped.Reason)
        {
            At = stored.At, Version = stored.Version, DecidedAt = stored.DecidedAt,
        },
        { Job: { } job } => new LedgerEntry.Fired(job, stored.Kind, stored.ZoneVersion ?? "")
        {
            At = stored.At, Version = stored.Version, DecidedAt = stored.DecidedAt,
        },
        _ => throw new InvariantException("An entry of the ledger has neither a job nor a reason."),
    };

    private string Describe(ScheduleName name, StoredScheduleVersion stored)
    {
        try
        {
            return compiledSchedules.Of(name, stored).Rule.Description;
        }
        catch (ScheduleRuleException exception)
        {
            return exception.Message;
        }
    }
}
