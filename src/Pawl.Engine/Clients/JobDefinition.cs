using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Pawl.Engine.Clients;

/// <summary>What is known of a kind of job from its C# type: its wire name, and the defaults of <see cref="JobAttribute"/>,
/// checked.</summary>
internal sealed class JobDefinition
{
    private JobDefinition(JobType type, JsonTypeInfo description)
    {
        Type = type;
        Description = description;
    }

    public JobType Type { get; }

    /// <summary>How its payload is written.</summary>
    public JsonTypeInfo Description { get; }

    public QueueName? Queue { get; private init; }

    public int Priority { get; private init; }

    public int? MaxAttempts { get; private init; }

    public TimeSpan? Timeout { get; private init; }

    public TimeSpan? Retention { get; private init; }

    /// <exception cref="InvalidOperationException">The attribute, or the lack of one, is wrong.</exception>
    public static JobDefinition Of(Type jobClass, JsonTypeInfo description)
    {
        JobType type = TypeOf(jobClass);
        if (jobClass.GetCustomAttribute<JobAttribute>() is not { } attribute)
        {
            return new JobDefinition(type, description);
        }

        return new JobDefinition(type, description)
        {
            Queue = attribute.Queue is { } queue ? QueueOf(jobClass, queue) : default(QueueName?),
            Priority = attribute.Priority,
            MaxAttempts = attribute.MaxAttempts switch
            {
                0 => null,
                >= 1 and <= 1_000 => attribute.MaxAttempts,
                _ => throw Wrong(jobClass, "MaxAttempts", $"is {attribute.MaxAttempts}. Use 1 to 1,000, or leave it out."),
            },
            Timeout = SpanOf(jobClass, nameof(attribute.TimeoutSeconds), attribute.TimeoutSeconds) is { } timeout
                && timeout > TimeSpan.Zero ? timeout : null,
            Retention = attribute.RetentionSeconds < 0
                ? null
                : SpanOf(jobClass, nameof(attribute.RetentionSeconds), attribute.RetentionSeconds),
        };
    }

    /// <summary>The wire name: that of the attribute, or the full name of the C# type.</summary>
    /// <exception cref="InvalidOperationException">There is no stable name.</exception>
    public static JobType TypeOf(Type jobClass)
    {
        ArgumentNullException.ThrowIfNull(jobClass);
        if (jobClass.IsGenericType)
        {
            throw new InvalidOperationException(
                $"{jobClass} is generic, so it has no stable name to be stored under. Make a job that is not generic.");
        }

        string name = jobClass.GetCustomAttribute<JobAttribute>()?.Type ?? FullNameOf(jobClass);
        return JobType.TryParse(name, null, out JobType type)
            ? type
            : throw Wrong(jobClass, "name", $"'{name}' is not a job type. Use 1 to 200 of the characters A-Z a-z 0-9 . _ : -");
    }

    private static string FullNameOf(Type jobClass) => string.Concat(
        (jobClass.FullName ?? jobClass.Name).Select(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_'
            ? character
            : character == '+' ? '.' : '_'));

    private static QueueName QueueOf(Type jobClass, string queue) => QueueName.TryParse(queue, null, out QueueName name)
        ? name
        : throw Wrong(jobClass, "Queue", $"'{queue}' is not a queue name. Use 1 to 200 of the characters A-Z a-z 0-9 . _ : -");

    private static TimeSpan SpanOf(Type jobClass, string property, double seconds) =>
        seconds >= 0 && seconds <= JobLimits.LongestSpan.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw Wrong(jobClass, property, $"is {seconds}. Use 0 to {JobLimits.LongestSpan.TotalSeconds:N0} seconds.");

    private static InvalidOperationException Wrong(Type jobClass, string property, string how) =>
        new($"[Job] of {jobClass} is wrong: {property} {how}");
}
