using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;

namespace Pawl.Engine.Workers;

/// <summary>How a process runs jobs.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Ranges are checked by a generated validator.")]
public sealed class WorkerOptions
{
    /// <summary>The most jobs of one queue that may be configured to run at once.</summary>
    internal const int MostConcurrency = 10_000;

    /// <summary>The queues that the process serves, and how many jobs of each it runs at once: 1 to 10,000, or 0 for
    /// <see cref="DefaultConcurrency"/>.</summary>
    /// <value>Empty by default, which means <c>default</c> alone.</value>
    public IDictionary<string, int> Queues { get; } = new Dictionary<string, int>();

    /// <summary>How many jobs of a queue run at once, where <see cref="Queues"/> says nothing else.</summary>
    /// <value>Twice the number of cores by default; from 1 to 10,000.</value>
    [Range(1, MostConcurrency)]
    public int DefaultConcurrency { get; set; } = Math.Min(Environment.ProcessorCount * 2, MostConcurrency);

    /// <summary>The most jobs that are claimed ahead of free slots; how many really are follows from how long handlers
    /// take. 0 claims only what can start at once.</summary>
    /// <value>4,000 by default; from 0 to 10,000.</value>
    [Range(0, 10_000)]
    public int PrefetchLimit { get; set; } = 4_000;

    /// <summary>How often a queue is looked at when no hint of new jobs comes: hints may be lost, looks may not.</summary>
    /// <value>1 second by default; from 10 milliseconds to 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:01:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a handler whose token has fired may go on before it is given up: its job is recorded without
    /// it, and its slot is free.</summary>
    /// <value>30 seconds by default; from 0 to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan AbandonGrace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long running handlers may go on when the process stops, before their tokens fire.</summary>
    /// <value>25 seconds by default, within the 30 that a host allows; from 0 to 1 day.</value>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromSeconds(25);

    /// <summary>How long handlers have after that, and how long their endings may wait for a store that takes none.</summary>
    /// <value>3 seconds by default; from 0 to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The queues to serve, each with how many jobs of it run at once.</summary>
    internal IEnumerable<(QueueName Queue, int Concurrency)> Served() => Queues.Count == 0
        ? [(QueueName.Default, DefaultConcurrency)]
        : Queues.Select(queue => (new QueueName(queue.Key), queue.Value == 0 ? DefaultConcurrency : queue.Value));
}
