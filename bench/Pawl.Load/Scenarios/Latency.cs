using System.Diagnostics;
using Pawl.Load.Stores;

namespace Pawl.Load.Scenarios;

/// <summary>Enqueues at 200 a second into an empty store, and takes the time from each call to the first line of its
/// handler. Calls keep to their schedule, however slow the store is.</summary>
internal sealed class Latency : IScenario
{
    private const int JobsPerSecond = 200;
    private const int Concurrency = 8;
    private const int WarmUpJobs = 1_000;

    public string Name => "latency";

    public int DefaultJobs => 4_000;

    public async Task<IReadOnlyList<(string Metric, double Value, string Unit)>> MeasureAsync(LoadSettings settings, int jobs)
    {
        double[] milliseconds = await TimeAsync(settings, WarmUpJobs + jobs);
        double[] sorted = [.. milliseconds.Skip(WarmUpJobs).Order()];
        return [("p50_ms", Percentile(sorted, 0.50), "ms"), ("p99_ms", Percentile(sorted, 0.99), "ms")];
    }

    private static double Percentile(double[] sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Length) - 1];

    private static async Task<double[]> TimeAsync(LoadSettings settings, int jobs)
    {
        long[] calledAt = new long[jobs];
        long[] handledAt = new long[jobs];
        int left = jobs;
        var allHandled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using StoreSite site = await StoreSite.CreateAsync(settings);
        await using OpenSite open = await site.OpenAsync(Handle, LoadQueues.Measured, Concurrency);

        var calls = new List<Task>(jobs);
        long startedAt = Stopwatch.GetTimestamp();
        for (int index = 0; index < jobs; index++)
        {
            TimeSpan early = TimeSpan.FromSeconds((double)index / JobsPerSecond) - Stopwatch.GetElapsedTime(startedAt);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early);
            }

            calledAt[index] = Stopwatch.GetTimestamp();
            calls.Add(open.Jobs.EnqueueAsync(LoadJob.Create(index)));
        }

        await Task.WhenAll(calls);
        await allHandled.Task;
        return [.. calledAt.Zip(handledAt, (called, handled) => Stopwatch.GetElapsedTime(called, handled).TotalMilliseconds)];

        void Handle(LoadJob job)
        {
            handledAt[job.Index] = Stopwatch.GetTimestamp();
            if (Interlocked.Decrement(ref left) == 0)
            {
                allHandled.SetResult();
            }
        }
    }
}
