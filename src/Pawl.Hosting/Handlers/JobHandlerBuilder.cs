using Pawl.Engine.Handlers;

namespace Pawl.Hosting.Handlers;

/// <summary>Sets how jobs of one handler are run by this process, and enqueued by it, where neither the call nor
/// <see cref="JobAttribute"/> says otherwise.</summary>
public sealed class JobHandlerBuilder
{
    private readonly Action requireOpen;

    internal JobHandlerBuilder(HandlerRegistration registration, Action requireOpen)
    {
        Registration = registration;
        this.requireOpen = requireOpen;
    }

    internal HandlerRegistration Registration { get; }

    /// <summary>Names the queue that this process enqueues such jobs to; a worker without queues of its own serves it.</summary>
    /// <param name="queue">The queue.</param>
    /// <returns>The same registration.</returns>
    /// <exception cref="InvalidOperationException">Workers have started.</exception>
    public JobHandlerBuilder OnQueue(QueueName queue)
    {
        requireOpen();
        Registration.Queue = queue;
        return this;
    }

    /// <summary>Sets how attempts are repeated, for jobs that have no policy stored.</summary>
    /// <param name="policy">The policy; it may hold <see cref="RetryPolicy.RetryAfter{TException}"/> rules.</param>
    /// <returns>The same registration.</returns>
    /// <exception cref="InvalidOperationException">Workers have started.</exception>
    public JobHandlerBuilder WithRetry(RetryPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        requireOpen();
        Registration.Retry = policy;
        return this;
    }

    /// <summary>Sets the longest that an attempt may run, for jobs that have no time-out stored.</summary>
    /// <param name="timeout">More than 0, at most 10 years.</param>
    /// <returns>The same registration.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time-out is outside its range.</exception>
    /// <exception cref="InvalidOperationException">Workers have started.</exception>
    public JobHandlerBuilder WithTimeout(TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, JobLimits.LongestSpan);
        requireOpen();
        Registration.Timeout = timeout;
        return this;
    }
}
