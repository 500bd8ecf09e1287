namespace Pawl;

/// <summary>The code for one kind of job. A new one is made for each attempt, in a scope of its own.</summary>
/// <typeparam name="TJob">The job.</typeparam>
/// <remarks>A job runs at least once: what a handler does outside the store must bear being done twice. What it writes
/// with <see cref="JobContext.CompleteAsync(Action{JobTransaction}, CancellationToken)"/> happens exactly once.</remarks>
public interface IJobHandler<in TJob>
    where TJob : IJob
{
    /// <summary>Does the work. Returning means success; throwing means that the attempt failed.</summary>
    /// <param name="job">What to do.</param>
    /// <param name="context">The attempt: its number, checkpoint, progress, and ways to end it.</param>
    /// <param name="cancellationToken">Fires when the attempt should stop; <see cref="JobContext.CancellationReason"/>
    /// says why.</param>
    /// <returns>The work.</returns>
    Task HandleAsync(TJob job, JobContext context, CancellationToken cancellationToken);
}

/// <summary>The code for one kind of job that has a result.</summary>
/// <typeparam name="TJob">The job.</typeparam>
/// <typeparam name="TResult">Its result.</typeparam>
public interface IJobHandler<in TJob, TResult>
    where TJob : IJob<TResult>
{
    /// <summary>Does the work. Returning means success; throwing means that the attempt failed.</summary>
    /// <param name="job">What to do.</param>
    /// <param name="context">The attempt: its number, checkpoint, progress, and ways to end it.</param>
    /// <param name="cancellationToken">Fires when the attempt should stop; <see cref="JobContext.CancellationReason"/>
    /// says why.</param>
    /// <returns>The result, to be stored with the job.</returns>
    Task<TResult> HandleAsync(TJob job, JobContext context, CancellationToken cancellationToken);
}
