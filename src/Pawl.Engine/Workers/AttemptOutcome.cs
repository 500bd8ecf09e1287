using Pawl.Engine.Handlers;
using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>What is recorded of an attempt: every way that one can end, in one place.</summary>
internal static class AttemptOutcome
{
    /// <summary>The handler returned.</summary>
    /// <returns>The outcome; null when there is nothing left to record.</returns>
    public static JobOutcome? OfReturn(AttemptContext attempt, ReadOnlyMemory<byte> result) =>
        attempt.IsComplete ? null
        : attempt.SnoozeDelay is { } delay ? new JobOutcome.Snoozed(delay)
        : result.IsEmpty ? JobOutcome.Succeeded.WithoutResult
        : new JobOutcome.Succeeded(result);

    /// <summary>The handler threw.</summary>
    /// <returns>The outcome; null when there is nothing left to record, or no right to record it.</returns>
    public static JobOutcome? OfThrow(AttemptContext attempt, Exception exception, RetryPolicy policy, IEntropy entropy) =>
        exception switch
        {
            _ when attempt.IsComplete => null,
            LeaseLostException lost when lost.Lease == attempt.Lease => null,
            OperationCanceledException when attempt.CancellationToken.IsCancellationRequested =>
                OfObedience(attempt, policy, entropy),
            PayloadInvalidException => new JobOutcome.Failed(JobError.From(exception) with { Code = JobErrorCodes.PayloadInvalid }),
            ResultInvalidException => new JobOutcome.Failed(JobError.From(exception) with { Code = JobErrorCodes.ResultInvalid }),
            _ => OfFailure(attempt, exception, JobError.From(exception), policy, entropy),
        };

    /// <summary>The handler did not obey its token, and was given up.</summary>
    /// <returns>The outcome; null when there is nothing left to record, or no right to record it.</returns>
    public static JobOutcome? OfAbandonment(AttemptContext attempt, RetryPolicy policy, IEntropy entropy)
    {
        if (attempt.IsComplete)
        {
            return null;
        }

        if (attempt.CancellationReason != CancellationReason.Timeout)
        {
            return OfObedience(attempt, policy, entropy);
        }

        TimeoutException exception = TimeoutOf(attempt, "and its handler has not obeyed its token, so it was given up");
        return OfFailure(attempt, exception, new JobError(JobErrorCodes.Abandoned, exception.Message), policy, entropy);
    }

    private static JobOutcome? OfObedience(AttemptContext attempt, RetryPolicy policy, IEntropy entropy)
    {
        switch (attempt.CancellationReason)
        {
            case CancellationReason.Requested:
                return new JobOutcome.Cancelled(attempt.RequestReason);
            // Who cannot hear the store only fears for its lease; the store knows, and refuses when somebody else has it.
            case CancellationReason.Shutdown or CancellationReason.LeaseLost:
                return JobOutcome.Interrupted.Instance;
            case CancellationReason.Timeout:
                TimeoutException exception = TimeoutOf(attempt, "and its handler obeyed its token");
                return OfFailure(attempt, exception, new JobError(JobErrorCodes.Timeout, exception.Message), policy, entropy);
            default:
                return null;
        }
    }

    private static JobOutcome OfFailure(
        AttemptContext attempt, Exception exception, JobError error, RetryPolicy policy, IEntropy entropy)
    {
        try
        {
            return policy.Decide(exception, attempt.Attempt, entropy) is RetryDecision.Again again
                ? new JobOutcome.Retry(error, again.Delay)
                : new JobOutcome.Failed(error);
        }
        catch (Exception ruleException)
        {
            // A rule of the policy is code of the user. A job must not be lost, nor its worker die, because it throws.
            return new JobOutcome.Failed(error with
            {
                Message = $"{error.Message} There is no other attempt, because a rule of the retry policy threw: {ruleException.Message}",
            });
        }
    }

    private static TimeoutException TimeoutOf(AttemptContext attempt, string andWhat) =>
        new($"The attempt ran longer than its timeout of {attempt.Timeout}, {andWhat}.");
}
