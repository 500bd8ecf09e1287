using System.Collections.ObjectModel;

namespace Pawl;

/// <summary>What is too much, in one place. Beyond a limit an operation is refused, and nothing is stored.</summary>
public static class JobLimits
{
    /// <summary>The most bytes of a payload, unless configured otherwise: 256 KiB.</summary>
    public const int PayloadBytes = 256 * 1024;

    /// <summary>The most bytes of a result: 256 KiB.</summary>
    public const int ResultBytes = 256 * 1024;

    /// <summary>The most bytes of a checkpoint: 256 KiB.</summary>
    public const int CheckpointBytes = 256 * 1024;

    /// <summary>The most jobs that are stored in one transaction.</summary>
    public const int BatchJobs = 10_000;

    /// <summary>The most tags of a job.</summary>
    public const int Tags = 32;

    /// <summary>The most characters of a tag.</summary>
    public const int TagLength = 64;

    /// <summary>The most characters of all names and values of a job's metadata together: 8 Ki.</summary>
    public const int MetadataLength = 8 * 1024;

    /// <summary>The most jobs on a page of a list.</summary>
    public const int PageSize = 500;

    /// <summary>The most characters of a reason for a cancellation or a pause that are kept.</summary>
    public const int ReasonLength = 500;

    /// <summary>How long an idempotency key is remembered, even if its job is past its retention sooner: 24 hours.</summary>
    public static readonly TimeSpan IdempotencyWindow = TimeSpan.FromHours(24);

    /// <summary>The longest delay, retention or timeout: 10 years.</summary>
    public static readonly TimeSpan LongestSpan = TimeSpan.FromDays(3_653);

    internal static readonly IReadOnlyDictionary<string, string> NoMetadata = ReadOnlyDictionary<string, string>.Empty;
}
