using Pawl.ReferenceModel.Tables;
using Pawl.Storage;

namespace Pawl.ReferenceModel;

/// <content>What whoever has a duty asks for.</content>
public sealed partial class ReferenceStore : IJobMaintenance
{
    /// <inheritdoc/>
    public ValueTask<PromoteResult> PromoteAsync(int limit, CancellationToken cancellationToken) =>
        Run(() => Promote(limit), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<ReapedJob>> ReapAsync(int limit, CancellationToken cancellationToken) =>
        Run<IReadOnlyList<ReapedJob>>(() => Reap(limit), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<PruneResult> PruneAsync(int limit, CancellationToken cancellationToken) =>
        Run(() => Prune(limit), cancellationToken);

    private PromoteResult Promote(int limit)
    {
        JobId[] ready =
        [
            .. jobs.Due.TakeWhile(job => job.RunAt <= now)
                .Concat(jobs.TypesWithoutHandler.Where(HasLiveHandler).SelectMany(jobs.WaitingFor).Order())
                .Take(limit)
                .Select(job => job.Id),
        ];
        foreach (JobId id in ready)
        {
            Move(jobs.Find(id)! with { State = JobState.Queued, WaitingReason = null });
        }

        TimeSpan? nextDueIn = jobs.Due.Count == 0 ? null : Later(jobs.Due.Min.RunAt, now) - now;
        return new PromoteResult(ready.Length, nextDueIn);
    }

    private List<ReapedJob> Reap(int limit)
    {
        List<ReapedJob> reaped = [];
        foreach (WorkerRow worker in WorkersById().Where(worker => !worker.IsLive(now)).ToArray())
        {
            foreach (JobRow job in jobs.RunningOn(worker.Identity).Take(limit - reaped.Count).ToArray())
            {
                JobRow crashed = Crashed(job);
                Move(crashed);
                reaped.Add(new ReapedJob(job.Id, job.Type, crashed.State, crashed.Crashes));
            }

            if (jobs.RunningOn(worker.Identity).Any())
            {
                workers.Put(worker.End());
            }
            else
            {
                workers.Delete(worker.Identity);
            }
        }

        return reaped;
    }

    private PruneResult Prune(int limit)
    {
        (QueueName, IdempotencyKey)[] keys = [.. requests.Past(now).Take(limit)];
        foreach ((QueueName, IdempotencyKey) request in keys)
        {
            requests.Delete(request);
        }

        int ticks = PruneLedger(isSkipped: false, limit);
        int skipped = PruneLedger(isSkipped: true, limit);
        JobId[] past = [.. jobs.Prunable.TakeWhile(job => job.PrunableAt <= now).Take(limit).Select(job => job.Id)];
        foreach (JobId id in past)
        {
            jobs.Delete(id);
        }

        return new PruneResult(past.Length, ((int[])[past.Length, keys.Length, ticks, skipped]).Contains(limit));
    }
}
