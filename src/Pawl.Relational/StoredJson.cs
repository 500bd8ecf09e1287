using System.Text.Json;

namespace Pawl.Relational;

/// <summary>The parts of a job that are stored as JSON text: lists and small objects that no statement looks into, but a
/// person reading the file may.</summary>
internal static class StoredJson
{
    private static readonly Dictionary<string, string> NoMetadata = [];

    public static string? Tags(IReadOnlyList<string> tags) =>
        tags.Count == 0 ? null : JsonSerializer.Serialize(tags, StoredJsonContext.Default.IReadOnlyListString);

    public static IReadOnlyList<string> ReadTags(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize(text, StoredJsonContext.Default.StringArray) ?? [];

    public static string? Metadata(IReadOnlyDictionary<string, string> metadata) =>
        metadata.Count == 0 ? null : JsonSerializer.Serialize(metadata, StoredJsonContext.Default.IReadOnlyDictionaryStringString);

    public static IReadOnlyDictionary<string, string> ReadMetadata(string? text) =>
        text is null ? NoMetadata : JsonSerializer.Deserialize(text, StoredJsonContext.Default.DictionaryStringString) ?? NoMetadata;

    public static string? Progress(JobProgress? progress) =>
        progress is null ? null : JsonSerializer.Serialize(progress, StoredJsonContext.Default.JobProgress);

    public static JobProgress? ReadProgress(string? text) =>
        text is null ? null : JsonSerializer.Deserialize(text, StoredJsonContext.Default.JobProgress);

    public static string? Retry(RetryPolicy? policy) =>
        policy is null ? null : JsonSerializer.Serialize(StoredRetry.From(policy), StoredJsonContext.Default.StoredRetry);

    public static RetryPolicy? ReadRetry(string? text) =>
        text is null ? null : JsonSerializer.Deserialize(text, StoredJsonContext.Default.StoredRetry)?.ToPolicy();

    public static IReadOnlyList<JobFailure> ReadFailures(string? text) => ReadFailureList(text);

    /// <summary>Adds a failure, and drops the oldest beyond what is kept.</summary>
    public static string AddFailure(string? text, JobFailure failure)
    {
        List<JobFailure> failures = ReadFailureList(text);
        failures.Add(failure);
        if (failures.Count > JobFailure.Kept)
        {
            failures.RemoveRange(0, failures.Count - JobFailure.Kept);
        }

        return JsonSerializer.Serialize(failures, StoredJsonContext.Default.ListJobFailure);
    }

    private static List<JobFailure> ReadFailureList(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize(text, StoredJsonContext.Default.ListJobFailure) ?? [];
}
