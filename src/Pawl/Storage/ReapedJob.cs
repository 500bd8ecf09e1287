namespace Pawl.Storage;

/// <summary>A job whose lease was ended by the reaper.</summary>
/// <param name="Id">The job.</param>
/// <param name="Type">Its type.</param>
/// <param name="State">What became of it.</param>
/// <param name="Crashes">Its crashes, this one included.</param>
public readonly record struct ReapedJob(JobId Id, JobType Type, JobState State, int Crashes);
