using Pawl.PostgreSql.Connections;
using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

/// <summary>Puts calls that come while others are on their way into one transaction: nobody waits for a timer, and nobody for a call
/// that would not have been waited for anyway. Only for calls that cannot be refused.</summary>
internal sealed class EnqueueCoalescer(StoreAccess store)
{
    /// <summary>Larger calls are worth a transaction of their own.</summary>
    public const int MostJobs = 200;

    private readonly Lock gate = new();
    private List<Call> waiting = [];
    private bool isBusy;

    public Task<EnqueueResult[]> EnqueueAsync(IReadOnlyList<NewJob> jobs)
    {
        var call = new Call(jobs);
        lock (gate)
        {
            waiting.Add(call);
            if (isBusy)
            {
                return call.Task;
            }

            isBusy = true;
        }

        // Ends when nobody waits; each call learns what came of it by its own task.
        _ = SendAllAsync();
        return call.Task;
    }

    private async Task SendAllAsync()
    {
        while (Take() is { } calls)
        {
            await SendAsync(calls);
        }
    }

    private List<Call>? Take()
    {
        lock (gate)
        {
            if (waiting.Count == 0)
            {
                isBusy = false;
                return null;
            }

            List<Call> calls = waiting;
            waiting = [];
            return calls;
        }
    }

    private async Task SendAsync(List<Call> calls)
    {
        try
        {
            NewJob[] jobs = [.. calls.SelectMany(call => call.Jobs)];

            // Many go in by COPY, which is several statements.
            EnqueueResult[] results = jobs.Length > MostJobs
                ? await store.Database.TransactAsync(JobInsertion.InsertPlainAsync, jobs, CancellationToken.None)
                : await store.Database.ExecuteAsync(JobInsertion.InsertPlainAsync, jobs, CancellationToken.None);
            int start = 0;
            foreach (Call call in calls)
            {
                call.SetResult(results[start..(start + call.Jobs.Count)]);
                start += call.Jobs.Count;
            }
        }
        catch (StoreUnavailableException) when (calls.Count > 1)
        {
            // One bad job must not refuse its neighbours.
            foreach (Call call in calls)
            {
                await SendAsync([call]);
            }
        }
        catch (Exception exception)
        {
            foreach (Call call in calls)
            {
                call.TrySetException(exception);
            }
        }
    }

    private sealed class Call(IReadOnlyList<NewJob> jobs)
        : TaskCompletionSource<EnqueueResult[]>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public IReadOnlyList<NewJob> Jobs => jobs;
    }
}
