using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pawl.Load.Stores;

/// <summary>A store that is open, and the engine on it.</summary>
/// <param name="host">The application.</param>
/// <param name="jobs">Its client.</param>
internal sealed class OpenSite(IHost host, IJobClient jobs) : IAsyncDisposable
{
    public IJobClient Jobs => jobs;

    public IScheduleClient Schedules => host.Services.GetRequiredService<IScheduleClient>();

    /// <summary>Stores jobs that are due now.</summary>
    /// <exception cref="InvalidOperationException">The payload has not the size that the numbers are defined with.</exception>
    public async Task FillAsync(int count, EnqueueOptions options)
    {
        IReadOnlyList<JobId> ids = await jobs.EnqueueManyAsync(LoadJob.CreateMany(count), options);
        Job? last = await jobs.FindAsync(ids[^1]);
        if (last?.Details?.Payload.Length is not LoadJob.PayloadBytes)
        {
            throw new InvalidOperationException(
                $"The payload has {last?.Details?.Payload.Length} bytes; the numbers are defined with {LoadJob.PayloadBytes}.");
        }
    }

    /// <summary>How many jobs of the measured queue are in one of some states.</summary>
    public async Task<long> CountAsync(params JobState[] states) =>
        (await jobs.CountAsync())
            .Where(count => count.Queue == LoadQueues.Measured && states.Contains(count.State))
            .Sum(count => count.Count);

    /// <summary>Closes the store cleanly.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
