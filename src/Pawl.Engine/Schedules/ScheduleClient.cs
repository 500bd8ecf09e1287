using Pawl.Engine.Clients;
using Pawl.Schedules.Rules;
using Pawl.Storage;

namespace Pawl.Engine.Schedules;

/// <summary>The user's calls about schedules, as requests to the store.</summary>
internal sealed class ScheduleClient(
    IScheduleStore store,
    ScheduleDrafts drafts,
    ScheduleChanges changes,
    Backfiller backfiller,
    CompiledSchedules compiledSchedules,
    IJobIds ids,
    TimeProvider clock) : IScheduleClient
{
    private const int MostPreviewed = 1_000;

    private static readonly ScheduleOptions NoOptions = new();

    private readonly ScheduleViews views = new(compiledSchedules);

    public SchedulePreview Preview(
        ScheduleRule rule, ScheduleOptions? options = null, int count = 5, DateTimeOffset? after = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MostPreviewed);
        CompiledRule compiled = RuleCompiler.Compile("preview", rule, options ?? NoOptions);
        return new SchedulePreview(compiled.Description, [.. compiled.RunsAfter(after ?? clock.GetUtcNow()).Take(count)]);
    }

    public async Task<Schedule> UpsertAsync(
        ScheduleName name,
        ScheduleRule rule,
        IJob job,
        ScheduleOptions? options = null,
        EnqueueOptions? enqueue = null,
        CancellationToken cancellationToken = default)
    {
        CompiledSchedule wanted = await drafts.CompileAsync(
            new ScheduleDraft(name, rule, job, options ?? NoOptions, enqueue, IsDeclared: false), cancellationToken);
        await changes.PutAsync(name, wanted, options?.Author, cancellationToken);
        return await GetAsync(name, cancellationToken);
    }

    public async Task<Schedule?> FindAsync(ScheduleName name, CancellationToken cancellationToken = default)
    {
        await ids.GetAsync(cancellationToken);
        return await store.FindAsync(name, cancellationToken) is { Schedules: [var found] } ? views.Of(found) : null;
    }

    public async Task<IReadOnlyList<Schedule>> ListAsync(
        ScheduleName? after = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        CheckLimit(limit);
        await ids.GetAsync(cancellationToken);
        return [.. (await store.ListAsync(after, limit, cancellationToken)).Select(views.Of)];
    }

    public async Task<Schedule> PauseAsync(
        ScheduleName name, string reason, string? author = null, CancellationToken cancellationToken = default)
    {
        await changes.RestAsync(name, isPaused: true, Reason.Cut(reason), author, cancellationToken);
        return await GetAsync(name, cancellationToken);
    }

    public async Task<Schedule> ResumeAsync(
        ScheduleName name, string? author = null, CancellationToken cancellationToken = default)
    {
        await changes.RestAsync(name, isPaused: false, reason: null, author, cancellationToken);
        return await GetAsync(name, cancellationToken);
    }

    public async Task<bool> DeleteAsync(ScheduleName name, CancellationToken cancellationToken = default) =>
        await changes.DeleteAsync(name, cancellationToken);

    public async Task<JobId> TriggerAsync(ScheduleName name, CancellationToken cancellationToken = default)
    {
        IdGenerator generator = await ids.GetAsync(cancellationToken);
        if (await store.FindAsync(name, cancellationToken) is { Schedules: [var found] } answer)
        {
            FiredTick tick = compiledSchedules.Of(name, found.Version).Fire(answer.Now, TickKind.Trigger, generator);
            var fill = new ScheduleFill(name, TickKind.Trigger, found.Version.Number, [tick]);
            if ((await store.FillAsync(fill, cancellationToken))[0])
            {
                return tick.Job.Id;
            }
        }

        throw new ScheduleNotFoundException(name);
    }

    public Task<BackfillResult> BackfillAsync(
        ScheduleName name,
        DateTimeOffset from,
        DateTimeOffset until,
        bool isDryRun = false,
        CancellationToken cancellationToken = default) => backfiller.RunAsync(name, from, until, isDryRun, cancellationToken);

    public async Task<IReadOnlyList<ScheduleVersion>> ListVersionsAsync(
        ScheduleName name, CancellationToken cancellationToken = default)
    {
        await ids.GetAsync(cancellationToken);
        return
        [
            .. (await store.ListVersionsAsync(name, ScheduleLimits.PageSize, cancellationToken))
                .Select(version => views.Of(name, version)),
        ];
    }

    public async Task<IReadOnlyList<LedgerEntry>> ListTicksAsync(
        ScheduleName name, DateTimeOffset? before = null, int limit = 100, CancellationToken cancellationToken = default)
    {
        CheckLimit(limit);
        await ids.GetAsync(cancellationToken);
        return [.. (await store.ListTicksAsync(name, before, limit, cancellationToken)).Select(ScheduleViews.Of)];
    }

    private async Task<Schedule> GetAsync(ScheduleName name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) ?? throw new ScheduleNotFoundException(name);

    private static void CheckLimit(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ScheduleLimits.PageSize);
    }
}
