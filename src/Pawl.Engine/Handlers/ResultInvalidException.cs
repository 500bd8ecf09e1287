namespace Pawl.Engine.Handlers;

/// <summary>A handler has done its work, but its result cannot be stored. Doing the work again cannot help, so the job fails
/// at once, with <see cref="JobErrorCodes.ResultInvalid"/>.</summary>
internal sealed class ResultInvalidException : Exception
{
    /// <summary>Makes an exception for a result that cannot be serialized.</summary>
    /// <param name="type">The job's wire name.</param>
    /// <param name="result">The result's C# type.</param>
    /// <param name="innerException">What the serializer said.</param>
    public ResultInvalidException(JobType type, Type result, Exception innerException)
        : base($"The result of '{type}' cannot be written as JSON from {result}: {innerException.Message}", innerException)
    {
    }

    /// <summary>Makes an exception for a result that is too large.</summary>
    /// <param name="type">The job's wire name.</param>
    /// <param name="resultBytes">The bytes that it has.</param>
    public ResultInvalidException(JobType type, int resultBytes)
        : base($"The result of '{type}' has {resultBytes:N0} bytes; at most {JobLimits.ResultBytes:N0} are stored. Store the "
            + "data elsewhere and return a reference.")
    {
    }
}
