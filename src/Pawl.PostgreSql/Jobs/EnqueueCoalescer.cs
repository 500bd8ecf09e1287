using Pawl.PostgreSql.Connections;
using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

/// <summary>Puts calls that come while others are on their way into one transaction: nobody waits for a timer, and nobody for a call
/// that would not have been waited for anyway. Only for calls that cannot be refused.</summary>
/// <param name="insert">Stores jobs in one transaction.</param>
internal sealed class EnqueueCoalescer(Func<NewJob[], ValueTask<EnqueueResult[]>> insert)
{
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
            EnqueueResult[] results = await insert([.. calls.SelectMany(call => call.Jobs)]);
            int start = 0;
            foreach (Call call in calls)
            {
                call.SetResult(results[start..(start + call.Jobs.Count)]);
                start += call.Jobs.Count;
            }
        }
        catch (StoreException exception) when (calls.Count > 1 && PostgreSqlErrors.IsRefusal(exception))
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
