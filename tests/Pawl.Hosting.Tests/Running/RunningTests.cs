using Microsoft.Extensions.Hosting;

namespace Pawl.Hosting.Tests.Running;

/// <summary>Jobs on a real host and a real file, from enqueue to end.</summary>
public sealed class RunningTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_job_runs_and_its_result_comes_back()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(),
            host => host.MapJob((Add job) => Task.FromResult(job.One + job.Other)));

        JobHandle<int> handle = await pawl.Jobs.EnqueueAsync(new Add(2, 3), cancellationToken: Token);

        Assert.Equal(5, await handle.GetResultAsync(Token));
        Assert.Equal((JobState.Succeeded, 1), await StateAsync(handle));
    }

    private static async Task<(JobState State, int Attempt)> StateAsync(JobHandle handle)
    {
        Job job = await handle.WaitAsync(Token);
        return (job.State, job.Attempt);
    }

    private sealed record Add(int One, int Other) : IJob<int>;
}
