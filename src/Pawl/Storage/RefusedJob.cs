namespace Pawl.Storage;

/// <summary>A job that is due and cannot be queued, because the database refuses every change of it.</summary>
/// <param name="Id">The job.</param>
/// <param name="Reason">What the database says.</param>
public sealed record RefusedJob(JobId Id, string Reason);
