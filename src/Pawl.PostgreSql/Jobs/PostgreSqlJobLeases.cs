using System.Runtime.ExceptionServices;
using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

internal sealed class PostgreSqlJobLeases(StoreAccess store, ClaimFloors floors) : IJobLeases
{
    /// <summary>How many completions with application code are on their way at once.</summary>
    private const int MostWork = 8;

    private static readonly SqlFile CompleteSucceededJobs = SqlFile.Load("Jobs/CompleteSucceededJobs.sql");
    private static readonly SqlFile SelectWorkers = SqlFile.Load("Cluster/SelectWorkers.sql");
    private static readonly SqlFile SelectRunningJobs = SqlFile.Load("Jobs/SelectRunningJobs.sql");
    private static readonly SqlFile UpdateRunningJobs = SqlFile.Load("Jobs/UpdateRunningJobs.sql");

    private readonly JobClaims claims = new(floors);

    public async ValueTask<IReadOnlyList<LeasedJob>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return await claims.ClaimAsync(store.Database, request, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<CompletionResult>> CompleteAsync(
        IReadOnlyList<Completion> completions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(completions);
        var results = new CompletionResult[completions.Count];

        // A batch that names a job twice ends it once: the next is tried only when the one before came to nothing.
        var rest = completions.Select((completion, index) => (Index: index, Completion: completion)).ToList();
        while (rest.Count > 0)
        {
            var round = rest.DistinctBy(item => item.Completion.Lease.Job).ToList();
            await CompleteRoundAsync(round, results, cancellationToken);
            rest = rest.Except(round).ToList();
        }

        return results;
    }

    public async ValueTask<IReadOnlyList<bool>> UpdateAsync(
        IReadOnlyList<LeaseUpdate> updates, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(updates);
        var results = new bool[updates.Count];

        // One statement changes a row once, so a job's later update waits for its earlier.
        var rest = Enumerable.Range(0, updates.Count).ToList();
        while (rest.Count > 0)
        {
            int[] round = [.. rest.DistinctBy(index => updates[index].Lease.Job)];
            HashSet<long> stored = await store.Database.ExecuteAsync(
                static (transaction, round) => UpdateAllAsync(transaction, round),
                Array.ConvertAll(round, index => updates[index]),
                cancellationToken);
            foreach (int index in round)
            {
                results[index] = stored.Contains(updates[index].Lease.Job.Value);
            }

            rest = rest.Except(round).ToList();
        }

        return results;
    }

    private async ValueTask CompleteRoundAsync(
        List<(int Index, Completion Completion)> round, CompletionResult[] results, CancellationToken cancellationToken)
    {
        await CompleteSucceededAsync(
            round.FindAll(item => item.Completion is { Work: null, Outcome: JobOutcome.Succeeded }), results, cancellationToken);
        await CompleteOthersAsync(
            round.FindAll(item => item.Completion is { Work: null, Outcome: not JobOutcome.Succeeded }), results, cancellationToken);
        await Parallel.ForEachAsync(
            round.FindAll(item => item.Completion.Work is not null),
            new ParallelOptions { MaxDegreeOfParallelism = MostWork, CancellationToken = cancellationToken },
            async (item, cancellationToken) => results[item.Index] = await CompleteWithWorkAsync(item.Completion, cancellationToken));
    }

    private async ValueTask CompleteSucceededAsync(
        List<(int Index, Completion Completion)> items, CompletionResult[] results, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return;
        }

        HashSet<long> recorded = await store.Database.ExecuteAsync(SucceedAllAsync, items, cancellationToken);
        foreach ((int index, Completion completion) in items)
        {
            results[index] = ResultOf(recorded.Contains(completion.Lease.Job.Value));
        }
    }

    private static async ValueTask<HashSet<long>> SucceedAllAsync(
        Transaction transaction, List<(int Index, Completion Completion)> items)
    {
        Lease[] leases = [.. items.Select(item => item.Completion.Lease)];
        transaction.Finishing.AddRange(leases.Select(lease => lease.Job.Value));
        List<long> recorded = await transaction.ReadAsync(
            CompleteSucceededJobs,
            static row => row.GetInt64(0),
            Value.All([.. leases.Select(lease => lease.Job.Value)]),
            Value.All([.. leases.Select(lease => lease.Token.Value)]),
            Value.All([.. leases.Select(lease => lease.Worker.Id.Value)]),
            Value.All([.. leases.Select(lease => Value.Guid(lease.Worker.Nonce))]),
            Value.All([.. items.Select(item => ResultOf(item.Completion))]));
        return [.. recorded];
    }

    private async ValueTask CompleteOthersAsync(
        List<(int Index, Completion Completion)> items, CompletionResult[] results, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return;
        }

        HashSet<long> recorded = await store.Database.TransactAsync(
            static (transaction, items) => EndAllAsync(transaction, items.ConvertAll(item => item.Completion)), items, cancellationToken);
        foreach ((int index, Completion completion) in items)
        {
            results[index] = ResultOf(recorded.Contains(completion.Lease.Job.Value));
        }
    }

    /// <summary>Ends attempts, within a transaction.</summary>
    /// <returns>The jobs whose lease was live.</returns>
    public static async ValueTask<HashSet<long>> EndAllAsync(Transaction transaction, List<Completion> completions)
    {
        (List<(long Id, Guid Nonce)> workers, List<RunningJob> running) = await ReadRunningAsync(transaction, completions);
        var jobs = running.ToDictionary(job => job.Job.Id);
        var recorded = new HashSet<long>();
        foreach (Completion completion in completions)
        {
            Lease lease = completion.Lease;
            if (jobs.TryGetValue(lease.Job.Value, out RunningJob job)
                && job.Token == lease.Token
                && job.Worker == lease.Worker.Id
                && workers.Contains((lease.Worker.Id.Value, Value.Guid(lease.Worker.Nonce))))
            {
                JobChanges.End(transaction, job, JobEnding.Of(job.Job, completion.Outcome));
                recorded.Add(lease.Job.Value);
            }
        }

        await transaction.FlushAsync();
        return recorded;
    }

    private static async ValueTask<(List<(long Id, Guid Nonce)> Workers, List<RunningJob> Running)> ReadRunningAsync(
        Transaction transaction, List<Completion> completions)
    {
        await using NpgsqlDataReader reader = await transaction.SendAsync(
            Transaction.Command(
                SelectWorkers, Value.All([.. completions.Select(completion => completion.Lease.Worker.Id.Value).Distinct()])),
            Transaction.Command(SelectRunningJobs, Value.All([.. completions.Select(completion => completion.Lease.Job.Value)])));
        List<(long Id, Guid Nonce)> workers = await transaction.ReadRowsAsync(
            reader, static row => (row.GetInt64(0), row.GetGuid(1)));
        await transaction.NextResultAsync(reader);
        return (workers, await transaction.ReadRowsAsync(reader, RunningJobRow.Read));
    }

    private async ValueTask<CompletionResult> CompleteWithWorkAsync(Completion completion, CancellationToken cancellationToken)
    {
        try
        {
            return await store.Database.LendAsync(
                static async (transaction, completion) =>
                {
                    // The lease is ended first, so that nobody else can end it while the code runs.
                    HashSet<long> recorded = await EndAllAsync(transaction, [completion]);
                    if (recorded.Count > 0 && completion.Work is { } work
                        && StoreTransaction.Run(transaction, work) is { } error)
                    {
                        throw new WorkFailedException(error);
                    }

                    return ResultOf(recorded.Count > 0);
                },
                completion,
                cancellationToken);
        }
        catch (WorkFailedException failed)
        {
            return new CompletionResult(CompletionStatus.WorkFailed, failed.Error.SourceException);
        }
    }

    private static async ValueTask<HashSet<long>> UpdateAllAsync(Transaction transaction, LeaseUpdate[] updates)
    {
        List<long> stored = await transaction.ReadAsync(
            UpdateRunningJobs,
            static row => row.GetInt64(0),
            Value.All(Array.ConvertAll(updates, update => update.Lease.Job.Value)),
            Value.All(Array.ConvertAll(updates, update => update.Lease.Token.Value)),
            Value.All(Array.ConvertAll(updates, update => update.Lease.Worker.Id.Value)),
            Value.All(Array.ConvertAll(updates, update => Value.Guid(update.Lease.Worker.Nonce))),
            Value.All(Array.ConvertAll(updates, update => update.Checkpoint?.ToArray())),
            Value.All(Array.ConvertAll(updates, update => StoredJson.Progress(update.Progress))));
        return [.. stored];
    }

    private static byte[]? ResultOf(in Completion completion) =>
        completion.Outcome is JobOutcome.Succeeded { Result: { IsEmpty: false } result } ? result.ToArray() : null;

    private static CompletionResult ResultOf(bool isRecorded) =>
        new(isRecorded ? CompletionStatus.Recorded : CompletionStatus.LeaseLost);
}
