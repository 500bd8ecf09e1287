using Pawl.Relational;
using Pawl.Sqlite.Cluster;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Jobs;

internal sealed class SqliteJobLeases(StoreAccess store) : IJobLeases
{
    private static readonly SqlFile UpdateRunningJob = SqlFile.Load("Jobs/UpdateRunningJob.sql");

    public async ValueTask<IReadOnlyList<LeasedJob>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await store.Writer.ExecuteUnsyncedAsync(JobClaims.Claim, request, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<CompletionResult>> CompleteAsync(
        IReadOnlyList<Completion> completions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(completions);
        return await store.Writer.ExecuteAsync(CompleteAll, completions, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<bool>> UpdateAsync(
        IReadOnlyList<LeaseUpdate> updates, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(updates);
        return await store.Writer.ExecuteAsync(UpdateAll, updates, cancellationToken);
    }

    /// <summary>Ends attempts, within a transaction.</summary>
    public static CompletionResult[] CompleteAll(WriteTransaction transaction, IReadOnlyList<Completion> completions)
    {
        var known = new KnownWorkers(transaction);
        var running = RunningJobs.Read(transaction, completions);
        var successes = new PlainSuccesses(transaction, completions.Count);
        var results = new CompletionResult[completions.Count];
        for (int i = 0; i < results.Length; i++)
        {
            Completion completion = completions[i];
            if (!known.Contains(completion.Lease.Worker)
                || running.Find(completion.Lease) is not { } job)
            {
                results[i] = new CompletionResult(CompletionStatus.LeaseLost);
            }
            else if (completion is { Work: null, Outcome: JobOutcome.Succeeded { Result.IsEmpty: true } })
            {
                successes.Add(job);
                results[i] = new CompletionResult(CompletionStatus.Recorded);
            }
            else
            {
                results[i] = Complete(transaction, job, completion);
            }

            if (results[i].Status == CompletionStatus.Recorded)
            {
                running.End(completion.Lease);
            }
        }

        successes.Write();
        transaction.Touched += results.Length;
        return results;
    }

    private static CompletionResult Complete(WriteTransaction transaction, LiveJob job, in Completion completion)
    {
        if (completion.Work is not { } work)
        {
            JobChanges.End(transaction, job, JobEnding.Of(job, completion.Outcome));
            return new CompletionResult(CompletionStatus.Recorded);
        }

        JobOutcome outcome = completion.Outcome;
        return StoreTransaction.Run(transaction, work, () => JobChanges.End(transaction, job, JobEnding.Of(job, outcome))) is { } error
            ? new CompletionResult(CompletionStatus.WorkFailed, error.SourceException)
            : new CompletionResult(CompletionStatus.Recorded);
    }

    private static bool[] UpdateAll(WriteTransaction transaction, IReadOnlyList<LeaseUpdate> updates)
    {
        var known = new KnownWorkers(transaction);
        var results = new bool[updates.Count];
        for (int i = 0; i < results.Length; i++)
        {
            LeaseUpdate update = updates[i];
            results[i] = known.Contains(update.Lease.Worker)
                && transaction[UpdateRunningJob]
                    .Bind(1, update.Lease.Job.Value).Bind(2, update.Lease.Token.Value).Bind(3, update.Lease.Worker.Id.Value)
                    .Bind(4, update.Checkpoint).Bind(5, StoredJson.Progress(update.Progress))
                    .Execute() == 1;
        }

        transaction.Touched += results.Length;
        return results;
    }
}
