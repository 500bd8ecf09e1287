using System.ComponentModel.DataAnnotations;
using Pawl.Engine;

namespace Pawl.Hosting.Options;

/// <summary>Which jobs this process runs.</summary>
public sealed class WorkerOptions
{
    /// <summary>The most jobs of one queue that a process runs at once.</summary>
    internal const int MostConcurrency = 10_000;

    /// <summary>Whether this process runs jobs; <see cref="PawlBuilder.AddWorker()"/> says so.</summary>
    /// <value>False by default.</value>
    public bool IsEnabled { get; set; }

    /// <summary>How many jobs run at once in each queue that is not in <see cref="Queues"/> with a number of its own.</summary>
    /// <value>Two for each core by default; 1 to 10,000.</value>
    [Range(1, MostConcurrency)]
    public int Concurrency { get; set; } = Environment.ProcessorCount * 2;

    /// <summary>The queues that are served, each with how many of its jobs run at once: 1 to 10,000. Empty for
    /// <c>default</c> and every queue that a handler, or its job, names.</summary>
    public IDictionary<string, int> Queues { get; } = new Dictionary<string, int>();
}
