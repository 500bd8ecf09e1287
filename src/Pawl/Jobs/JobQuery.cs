namespace Pawl;

/// <summary>Which jobs to list. Every condition that is set must hold.</summary>
public sealed record JobQuery
{
    /// <summary>Only jobs in this state.</summary>
    public JobState? State { get; init; }

    /// <summary>Only jobs of this queue.</summary>
    public QueueName? Queue { get; init; }

    /// <summary>Only jobs of this type.</summary>
    public JobType? Type { get; init; }

    /// <summary>Only jobs with this tag.</summary>
    public string? Tag { get; init; }

    /// <summary>Only jobs older than this one: <see cref="JobPage.Next"/> of the page before.</summary>
    public JobId? Before { get; init; }

    /// <summary>The most jobs on the page.</summary>
    /// <value>50 by default; 1 to 500.</value>
    public int Limit { get; init; } = 50;
}
