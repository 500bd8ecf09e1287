using System.Text;

namespace Pawl.Storage.Contract;

/// <summary>Writes jobs as text, so that two can be compared, and a difference can be read.</summary>
public static class JobText
{
    /// <summary>All that a store says of a job, except the words of errors that the store made itself.</summary>
    public static string Of(Job? job)
    {
        if (job is null)
        {
            return "no job";
        }

        // A record prints its properties, but instants only to the second, and collections as types.
        string row = (job with { Tags = [], Details = null }).ToString();
        return $"{row} due {job.RunAt:O} enqueued {job.EnqueuedAt:O} started {job.StartedAt:O} finished {job.FinishedAt:O} "
            + $"[{string.Join(',', job.Tags)}] {(job.Details is { } details ? Of(details) : "without details")}";
    }

    public static string Of(LeasedJob job) =>
        $"{job.Lease} {job.Queue} {job.Type} {Of(job.Payload)} attempt {job.Attempt} crashes {job.Crashes} due {job.RunAt:O} "
        + $"timeout {job.Timeout} retry {Of(job.Retry)} [{string.Join(',', job.Tags)}] [{Of(job.Metadata)}] {Of(job.Checkpoint)}";

    public static string Of(RetryPolicy? policy) => policy is null
        ? "none"
        : $"{policy.MaxAttempts} {policy.InitialDelay} {policy.MaxDelay} {policy.Factor} {policy.Jitter} "
            + $"[{string.Join(',', policy.NeverOn)}] code {policy.HasDelayRules}";

    private static string Of(JobDetails details) =>
        $"{Of(details.Payload)} result {Of(details.Result)} checkpoint {Of(details.Checkpoint)} [{Of(details.Metadata)}] "
        + $"timeout {details.Timeout} retry {Of(details.Retry)} failures [{string.Join("; ", details.Failures.Select(Of))}]";

    private static string Of(JobFailure failure) =>
        $"{failure.At:O} attempt {failure.Attempt} {failure.Kind} {failure.Error.Code}"
        + (failure.Kind == FailureKind.Attempt ? $" {failure.Error.Message} {failure.Error.StackTrace}" : "");

    private static string Of(IReadOnlyDictionary<string, string> metadata) =>
        string.Join(',', metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal));

    private static string Of(ReadOnlyMemory<byte>? json) =>
        json is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "none";
}
