namespace Pawl;

/// <summary>A payload has more bytes than are allowed; nothing was stored.</summary>
public sealed class PayloadTooLargeException : PawlException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="type">The job's wire name.</param>
    /// <param name="payloadBytes">What it has.</param>
    /// <param name="limitBytes">What is allowed.</param>
    public PayloadTooLargeException(JobType type, int payloadBytes, int limitBytes)
        : base($"The payload of '{type}' has {payloadBytes:N0} bytes; at most {limitBytes:N0} are stored, so nothing was. "
            + "Store the data elsewhere and enqueue a reference, or raise Pawl:MaxPayloadBytes.")
    {
        Type = type;
        PayloadBytes = payloadBytes;
        LimitBytes = limitBytes;
    }

    /// <summary>The job's wire name.</summary>
    public JobType Type { get; }

    /// <summary>What it has.</summary>
    public int PayloadBytes { get; }

    /// <summary>What is allowed.</summary>
    public int LimitBytes { get; }
}
