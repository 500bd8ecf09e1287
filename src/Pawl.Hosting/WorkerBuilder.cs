using Pawl.Hosting.Options;

namespace Pawl.Hosting;

/// <summary>Says which queues this process serves.</summary>
public sealed class WorkerBuilder
{
    private readonly WorkerOptions options;

    internal WorkerBuilder(WorkerOptions options) => this.options = options;

    /// <summary>Serves a queue.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="concurrency">How many of its jobs run at once; 1 to 10,000. <c>Pawl:Worker:Concurrency</c>, or two
    /// for each core, by default.</param>
    /// <returns>The same worker.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The concurrency is outside its range.</exception>
    public WorkerBuilder Queue(QueueName queue, int? concurrency = null)
    {
        int jobs = concurrency ?? options.Concurrency;
        ArgumentOutOfRangeException.ThrowIfLessThan(jobs, 1, nameof(concurrency));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(jobs, WorkerOptions.MostConcurrency, nameof(concurrency));
        options.Queues[queue.Value] = jobs;
        return this;
    }
}
