namespace Pawl;

/// <summary>An attempt tried to write, but its lease has ended; nothing was written. Stop working: another worker may
/// hold the job.</summary>
public sealed class LeaseLostException : PawlException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="lease">The lease that has ended.</param>
    public LeaseLostException(Lease lease)
        : base($"The lease on {lease.Job} (token {lease.Token}) has ended, so nothing was written. Stop the attempt: "
            + "another worker may hold the job.") => Lease = lease;

    /// <summary>The lease that has ended.</summary>
    public Lease Lease { get; }
}
