namespace Pawl;

/// <summary>A result was awaited, but the job failed or was cancelled.</summary>
public sealed class JobNotSucceededException : PawlException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="job">The finished job, with its failures in <see cref="Job.Details"/>.</param>
    public JobNotSucceededException(Job job)
        : base(Describe(job)) => Job = job;

    /// <summary>The finished job, with its failures in <see cref="Job.Details"/>.</summary>
    public Job Job { get; }

    private static string Describe(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        string why = job.State == JobState.Cancelled
            ? job.CancelReason ?? "no reason was given"
            : job.Details?.Failures is [.., var last] ? last.Error.Message : "no failure was recorded";
        return $"{job.Id} ('{job.Type}') has no result: it is {job.State} after {job.Attempt} attempts ({why}).";
    }
}
