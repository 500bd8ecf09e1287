using Pawl.ReferenceModel.Tables;
using Pawl.Storage;

namespace Pawl.ReferenceModel;

/// <content>What is read, of jobs and of queues, and what is set of queues.</content>
public sealed partial class ReferenceStore : IJobQueries, IQueueStore
{
    private const int LookedAt = 10_000;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Job?>> FindAsync(IReadOnlyList<JobId> ids, CancellationToken cancellationToken) =>
        RunEach(ids, id => jobs.Find(id)?.ToJobWithDetails(), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<JobPage> ListAsync(JobQuery query, CancellationToken cancellationToken) =>
        Run(() => List(query), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<JobCount>> CountAsync(CancellationToken cancellationToken) =>
        Run<IReadOnlyList<JobCount>>(() => [.. jobs.Counts], cancellationToken);

    /// <inheritdoc/>
    public ValueTask PauseAsync(QueueName queue, string reason, CancellationToken cancellationToken) => Run(
        () => pausedQueues.Put(new QueueSettings(queue, pausedQueues.Find(queue)?.PausedAt ?? now, reason)),
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask ResumeAsync(QueueName queue, CancellationToken cancellationToken) => Run(
        () =>
        {
            pausedQueues.Delete(queue);
            Wake(new Wakeup(WakeupKind.JobsQueued, queue));
        },
        cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueSettings>> ListAsync(CancellationToken cancellationToken) =>
        Run<IReadOnlyList<QueueSettings>>(
            () =>
            [
                .. pausedQueues.Unordered.Select(queue => queue.Name)
                    .Concat(jobs.Counts.Select(count => count.Queue))
                    .Distinct()
                    .Order()
                    .Select(queue => pausedQueues.Find(queue) ?? new QueueSettings(queue, null, null)),
            ],
            cancellationToken);

    private JobPage List(JobQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, JobLimits.PageSize, nameof(query));
        List<Job> page = [];
        JobId? last = null;
        int lookedAt = 0;
        foreach (JobId id in IdsBelow(query.Before))
        {
            if (page.Count == query.Limit || lookedAt == LookedAt)
            {
                return new JobPage(page, last);
            }

            JobRow job = jobs.Find(id)!;
            if (Matches(job, query))
            {
                page.Add(job.ToJob());
            }

            last = id;
            lookedAt++;
        }

        return new JobPage(page, null);
    }

    private IEnumerable<JobId> IdsBelow(JobId? before) => before switch
    {
        null => jobs.Ids.Reverse(),
        { Value: <= 0 } => [],
        { Value: var value } => jobs.Ids.GetViewBetween(new JobId(0), new JobId(value - 1)).Reverse(),
    };

    private static bool Matches(JobRow job, JobQuery query) =>
        (query.State is null || job.State == query.State)
        && (query.Queue is null || job.Queue == query.Queue)
        && (query.Type is null || job.Type == query.Type)
        && (query.Tag is null || job.Tags.Contains(query.Tag));
}
