using Pawl.Engine.Handlers;
using Pawl.Storage;

namespace Pawl.Engine.Clients;

/// <summary>Turns what a user asks for into what a store takes, and refuses what is too much.</summary>
internal sealed class JobRequests(JobDefinitions definitions, HandlerRegistry handlers, ClientSettings settings)
{
    private static readonly EnqueueOptions NoOptions = new();

    /// <summary>Checks the options of one call once, however many jobs it enqueues.</summary>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public JobTemplate Prepare(EnqueueOptions? options)
    {
        options ??= NoOptions;
        Check(options);
        return new JobTemplate(this, options, Tags(options.Tags));
    }

    /// <summary>Makes one job of one call.</summary>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="PayloadTooLargeException">The serialized job is too large.</exception>
    public NewJob Create(IJob job, EnqueueOptions? options, JobDue due, IdGenerator ids) =>
        Prepare(options).Create(job, due, ids);

    /// <summary>What all jobs of one C# type have in common within one call: the call's word counts first, then the
    /// attribute's, then the handler's, then the configuration's.</summary>
    internal JobDefaults Resolve(Type jobClass, EnqueueOptions options)
    {
        JobDefinition definition = definitions.Of(jobClass);
        HandlerRegistration? handler = handlers.FindByClass(jobClass);
        return new JobDefaults(
            definition,
            options.Queue ?? definition.Queue ?? handler?.Queue ?? QueueName.Default,
            options.Priority ?? definition.Priority,
            options.Timeout ?? definition.Timeout,
            options.Retry ?? (definition.MaxAttempts is { } attempts
                ? WithAttempts(handler?.Retry ?? settings.Retry, attempts)
                : null),
            options.Retention ?? definition.Retention ?? settings.Retention,
            settings.FailedRetention,
            settings.MaxPayloadBytes);
    }

    private static RetryPolicy WithAttempts(RetryPolicy policy, int attempts) => policy.NeverOn.Aggregate(
        RetryPolicy.Exponential(attempts, policy.InitialDelay, policy.MaxDelay, policy.Factor, policy.Jitter),
        (built, exceptionType) => built.NotOn(exceptionType));

    private static void Check(EnqueueOptions options)
    {
        if (options.Timeout is { } timeout && (timeout <= TimeSpan.Zero || timeout > JobLimits.LongestSpan))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), timeout, "Timeout must be more than 0, and at most 10 years.");
        }

        if (options.Retention is { } retention && (retention < TimeSpan.Zero || retention > JobLimits.LongestSpan))
        {
            throw new ArgumentOutOfRangeException(nameof(options), retention, "Retention must be 0 to 10 years.");
        }

        if (options.Retry is { HasDelayRules: true })
        {
            throw new ArgumentException(
                "Retry has RetryAfter rules, which are code and cannot be stored with a job. Give them to the handler's "
                + "registration: AddHandler<…>(h => h.WithRetry(…)) or MapJob(…).WithRetry(…).", nameof(options));
        }

        CheckMetadata(options.Metadata);
    }

    private static IReadOnlyList<string> Tags(IReadOnlyList<string>? tags)
    {
        if (tags is null or { Count: 0 })
        {
            return [];
        }

        if (tags.Count > JobLimits.Tags)
        {
            throw new ArgumentException(
                $"A job has at most {JobLimits.Tags} tags, not {tags.Count}.", nameof(tags));
        }

        foreach (string tag in tags)
        {
            if (tag is not { Length: > 0 and <= JobLimits.TagLength })
            {
                throw new ArgumentException(
                    $"The tag '{tag}' has {tag?.Length ?? 0} characters. Use 1 to {JobLimits.TagLength}.", nameof(tags));
            }
        }

        return [.. tags];
    }

    private static void CheckMetadata(IReadOnlyDictionary<string, string>? metadata)
    {
        int length = metadata?.Sum(pair => pair.Key.Length + (pair.Value?.Length ?? 0)) ?? 0;
        if (length > JobLimits.MetadataLength)
        {
            throw new ArgumentException(
                $"The metadata has {length:N0} characters; at most {JobLimits.MetadataLength:N0} are stored with a job. "
                + "Put what is large into the payload.", nameof(metadata));
        }
    }
}
