using Pawl.Checker.Histories;
using Pawl.Storage;

namespace Pawl.Simulation.Links;

internal sealed class JobStoreLink(Line line, IJobStore store) : IJobStore
{
    public ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken)
    {
        JobRequest[] requests = [.. jobs.Select(job => line.World.RequestOf(job))];
        Call call = line.Begin(Operations.Enqueue, requests);
        return line.AskAsync(
            call,
            async () =>
            {
                IReadOnlyList<EnqueueResult> results = await store.EnqueueAsync(jobs, CancellationToken.None);
                for (int i = 0; i < requests.Length; i++)
                {
                    (requests[i].Answer, requests[i].Status) = (results[i].Id.Value, results[i].Status.ToString());
                }

                return results;
            },
            cancellationToken: cancellationToken);
    }

    public ValueTask<IReadOnlyList<JobChange>> CancelAsync(
        IReadOnlyList<JobId> jobs, string reason, CancellationToken cancellationToken) =>
        ChangeAsync(Operations.Cancel, () => store.CancelAsync(jobs, reason, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<JobChange>> RetryAsync(IReadOnlyList<JobId> jobs, CancellationToken cancellationToken) =>
        ChangeAsync(Operations.Retry, () => store.RetryAsync(jobs, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<JobChange>> DeleteAsync(IReadOnlyList<JobId> jobs, CancellationToken cancellationToken) =>
        ChangeAsync(Operations.Delete, () => store.DeleteAsync(jobs, CancellationToken.None), cancellationToken);

    public ValueTask<IReadOnlyList<JobChange>> RescheduleAsync(
        IReadOnlyList<JobId> jobs, DateTimeOffset runAt, CancellationToken cancellationToken) =>
        ChangeAsync(Operations.Reschedule, () => store.RescheduleAsync(jobs, runAt, CancellationToken.None), cancellationToken);

    public ValueTask TransactAsync(Action<IStoreTransaction> work, CancellationToken cancellationToken) =>
        line.DoAsync(
            line.Begin(Operations.Transact),
            () => store.TransactAsync(transaction => work(new WatchedTransaction(line.World, transaction)), CancellationToken.None),
            runsUserCode: true,
            cancellationToken: cancellationToken);

    private ValueTask<IReadOnlyList<JobChange>> ChangeAsync(
        string operation, Func<ValueTask<IReadOnlyList<JobChange>>> change, CancellationToken cancellationToken) =>
        line.AskAsync(line.Begin(operation), change, cancellationToken: cancellationToken);
}
