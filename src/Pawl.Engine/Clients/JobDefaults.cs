namespace Pawl.Engine.Clients;

/// <summary>What all jobs of one C# type have in common within one call.</summary>
internal sealed record JobDefaults(
    JobDefinition Definition,
    QueueName Queue,
    int Priority,
    TimeSpan? Timeout,
    RetryPolicy? Retry,
    TimeSpan Retention,
    TimeSpan FailedRetention,
    int MaxPayloadBytes);
