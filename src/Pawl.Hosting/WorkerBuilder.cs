using Pawl.Engine.Workers;

namespace Pawl.Hosting;

/// <summary>Says which queues this process serves.</summary>
public sealed class WorkerBuilder
{
    private readonly WorkerOptions options;

    internal WorkerBuilder(WorkerOptions options) => this.options = options;

    /// <summary>Serves a queue.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="concurrency">How many of its jobs run at once, 1 to 10,000; by default
    /// <see cref="WorkerOptions.DefaultConcurrency"/>.</param>
    /// <returns>The same worker.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The concurrency is outside its range.</exception>
    public WorkerBuilder Queue(QueueName queue, int? concurrency = null)
    {
        if (concurrency is { } jobs)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1, nameof(concurrency));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(jobs, WorkerOptions.MostConcurrency, nameof(concurrency));
        }

        options.Queues[queue.Value] = concurrency ?? 0;
        return this;
    }
}
