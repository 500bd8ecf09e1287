using Pawl.Engine.Serialization;
using Pawl.Storage;

namespace Pawl.Engine.Clients;

/// <summary>The checked options of one call, and what they come to for the C# type that was enqueued last. For one
/// thread.</summary>
internal sealed class JobTemplate(
    JobRequests requests,
    EnqueueOptions options,
    IReadOnlyList<string> tags)
{
    private Type? jobClass;
    private JobDefaults? defaults;
    private IReadOnlyDictionary<string, string>? metadata;

    /// <summary>What applies to jobs of a C# type in this call.</summary>
    public JobDefaults DefaultsOf(Type type)
    {
        if (type != jobClass || defaults is null)
        {
            jobClass = type;
            defaults = requests.Resolve(type, options);
        }

        return defaults;
    }

    /// <summary>Makes a job. The first one takes the current trace, for all of them.</summary>
    /// <exception cref="PayloadTooLargeException">The serialized job is too large.</exception>
    public NewJob Create(IJob job, JobDue due, IdGenerator ids)
    {
        ArgumentNullException.ThrowIfNull(job);
        JobDefaults common = DefaultsOf(job.GetType());
        byte[] payload = JobSerializer.Serialize(job, common.Definition.Description);
        if (payload.Length > common.MaxPayloadBytes)
        {
            throw new PayloadTooLargeException(common.Definition.Type, payload.Length, common.MaxPayloadBytes);
        }

        return new NewJob
        {
            Id = ids.NextJobId(),
            Queue = common.Queue,
            Type = common.Definition.Type,
            Payload = payload,
            Priority = common.Priority,
            Due = due,
            IdempotencyKey = options.IdempotencyKey,
            Unique = options.Unique,
            Tags = tags,
            Metadata = metadata ??= TraceContext.AddTo(options.Metadata),
            Timeout = common.Timeout,
            Retry = common.Retry,
            Retention = common.Retention,
            FailedRetention = common.FailedRetention,
        };
    }
}
