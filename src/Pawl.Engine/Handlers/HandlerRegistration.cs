namespace Pawl.Engine.Handlers;

/// <summary>How jobs of one type are run in this process.</summary>
internal sealed class HandlerRegistration
{
    /// <summary>The wire name.</summary>
    public required JobType Type { get; init; }

    /// <summary>The C# type that payloads bind to.</summary>
    public required Type JobClass { get; init; }

    /// <summary>Runs the handler.</summary>
    public required JobInvoker Invoker { get; init; }

    /// <summary>The queue that this process enqueues such jobs to, unless the call names one; null for none of its own.</summary>
    public QueueName? Queue { get; set; }

    /// <summary>The retry policy for jobs that have none stored; null for the global default.</summary>
    public RetryPolicy? Retry { get; set; }

    /// <summary>The longest an attempt may run, for jobs that have no time-out stored; null for the global default.</summary>
    public TimeSpan? Timeout { get; set; }
}
