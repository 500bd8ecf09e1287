namespace Pawl;

/// <summary>The codes that Pawl itself gives to errors of jobs. They are stored, so they never change.</summary>
public static class JobErrorCodes
{
    /// <summary>The attempt ran longer than its timeout, and the handler obeyed its token.</summary>
    public const string Timeout = "pawl.timeout";

    /// <summary>The handler ignored its token, and was given up; it may still be running in the process.</summary>
    public const string Abandoned = "pawl.abandoned";

    /// <summary>The stored payload does not bind to the handler's job.</summary>
    public const string PayloadInvalid = "pawl.payload_invalid";

    /// <summary>The handler's result could not be serialized, or is too large.</summary>
    public const string ResultInvalid = "pawl.result_invalid";

    /// <summary>The lease was lost: the worker died, or did not renew in time.</summary>
    public const string LeaseLost = "pawl.lease_lost";

    /// <summary>The worker shut down before the handler was done.</summary>
    public const string Interrupted = "pawl.interrupted";

    /// <summary>The job lost its lease as often as is allowed: it kills its worker.</summary>
    public const string KillsItsWorker = "pawl.kills_its_worker";

    /// <summary>The job was interrupted by shutdowns as often as is allowed.</summary>
    public const string InterruptedTooOften = "pawl.interrupted_too_often";
}
