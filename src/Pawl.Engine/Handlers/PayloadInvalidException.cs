namespace Pawl.Engine.Handlers;

/// <summary>A stored payload does not bind to the handler's job. No further attempt can help, so the job fails at once,
/// with <see cref="JobErrorCodes.PayloadInvalid"/>.</summary>
internal sealed class PayloadInvalidException : Exception
{
    /// <summary>Makes an exception.</summary>
    /// <param name="type">The job's wire name.</param>
    /// <param name="target">What it should bind to.</param>
    /// <param name="innerException">What the serializer said.</param>
    public PayloadInvalidException(JobType type, Type target, Exception innerException)
        : base($"The stored payload of '{type}' does not bind to {target}: {innerException?.Message} Deploy a handler that "
            + "reads it, then retry the job.", innerException)
    {
    }
}
