using Pawl.Storage;

namespace Pawl.ReferenceModel.Tables;

/// <summary>What an idempotency key was used for.</summary>
internal sealed record RequestRow(
    QueueName Queue,
    IdempotencyKey Key,
    JobId Job,
    JobType Type,
    ReadOnlyMemory<byte> Payload,
    DateTimeOffset ForgottenAt)
{
    public bool IsSameAs(NewJob job) => Type == job.Type && Payload.Span.SequenceEqual(job.Payload.Span);
}
