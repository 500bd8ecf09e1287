namespace Pawl;

/// <summary>A job that was enqueued.</summary>
public class JobHandle
{
    private readonly IJobClient client;

    /// <summary>Makes a handle: for those who implement <see cref="IJobClient"/>.</summary>
    /// <param name="client">Whom to ask about the job.</param>
    /// <param name="job">What came of its enqueue.</param>
    public JobHandle(IJobClient client, EnqueuedJob job)
    {
        ArgumentNullException.ThrowIfNull(client);
        this.client = client;
        Id = job.Id;
        AlreadyExisted = job.AlreadyExisted;
    }

    /// <summary>The job's name.</summary>
    public JobId Id { get; }

    /// <summary>Whether the job was there before: the same idempotency key, or a live job with the same unique key.</summary>
    public bool AlreadyExisted { get; }

    /// <summary>Waits until the job has finished, however it ends.</summary>
    /// <param name="cancellationToken">Ends the wait, not the job.</param>
    /// <returns>The finished job.</returns>
    /// <exception cref="JobNotFoundException">The job is gone: deleted, or past its retention.</exception>
    public Task<Job> WaitAsync(CancellationToken cancellationToken = default) => client.WaitAsync(Id, cancellationToken);

    /// <summary>The job's id.</summary>
    /// <returns>Its text form.</returns>
    public override string ToString() => Id.ToString();
}

/// <summary>A job with a result that was enqueued.</summary>
/// <typeparam name="TResult">The result.</typeparam>
public sealed class JobHandle<TResult> : JobHandle
{
    private readonly IJobClient client;

    /// <summary>Makes a handle: for those who implement <see cref="IJobClient"/>.</summary>
    /// <param name="client">Whom to ask about the job.</param>
    /// <param name="job">What came of its enqueue.</param>
    public JobHandle(IJobClient client, EnqueuedJob job)
        : base(client, job) => this.client = client;

    /// <summary>Waits until the job has succeeded, and reads its result.</summary>
    /// <param name="cancellationToken">Ends the wait, not the job.</param>
    /// <returns>The result.</returns>
    /// <exception cref="JobNotSucceededException">The job failed or was cancelled.</exception>
    /// <exception cref="JobNotFoundException">The job is gone: deleted, or past its retention.</exception>
    public Task<TResult?> GetResultAsync(CancellationToken cancellationToken = default) =>
        client.GetResultAsync<TResult>(Id, cancellationToken);
}
