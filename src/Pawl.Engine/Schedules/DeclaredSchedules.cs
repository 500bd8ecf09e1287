using Microsoft.Extensions.Logging;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Schedules;

/// <summary>The schedules that the application's code declares: made and changed when a process starts, and deleted when they are declared
/// no more, if that is wished.</summary>
internal sealed partial class DeclaredSchedules(
    IReadOnlyList<ScheduleDraft> declared,
    bool prunes,
    IScheduleStore store,
    ScheduleDrafts drafts,
    ScheduleChanges changes,
    ILogger<DeclaredSchedules> logger)
{
    private const string Author = "code";

    /// <summary>Brings the store in line with the code.</summary>
    /// <exception cref="ScheduleRuleException">A declared rule is wrong; those before it are stored.</exception>
    public async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        foreach (ScheduleDraft draft in declared)
        {
            CompiledSchedule wanted = await drafts.CompileAsync(draft, cancellationToken);
            if (await changes.PutAsync(draft.Name, wanted, draft.Options.Author ?? Author, cancellationToken))
            {
                LogDeclared(draft.Name, wanted.Rule.Description, draft.Options.TimeZone);
            }
        }

        if (prunes)
        {
            await PruneAsync(cancellationToken);
        }
    }

    private async Task PruneAsync(CancellationToken cancellationToken)
    {
        var names = declared.Select(draft => draft.Name).ToHashSet();
        ScheduleName? after = null;
        IReadOnlyList<StoredSchedule> page;
        do
        {
            page = await store.ListAsync(after, ScheduleLimits.PageSize, cancellationToken);
            foreach (StoredSchedule schedule in page)
            {
                if (!names.Contains(schedule.Name)
                    && ScheduleDefinition.Read(schedule.Version.Definition).IsDeclared
                    && await changes.DeleteAsync(schedule.Name, cancellationToken))
                {
                    LogPruned(schedule.Name);
                }

                after = schedule.Name;
            }
        }
        while (page.Count == ScheduleLimits.PageSize);
    }

    [LoggerMessage(EventIds.ScheduleDeclared, LogLevel.Information, "Schedule {Schedule} is now: {Description}, in {TimeZone}")]
    private partial void LogDeclared(ScheduleName schedule, string description, string timeZone);

    [LoggerMessage(EventIds.SchedulePruned, LogLevel.Information, "Schedule {Schedule} is declared no more, so it was deleted")]
    private partial void LogPruned(ScheduleName schedule);
}
