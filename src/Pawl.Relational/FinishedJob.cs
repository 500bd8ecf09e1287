namespace Pawl.Relational;

/// <summary>The part of an archived row that decides what an operator may do with it.</summary>
/// <param name="Queue">Its queue.</param>
/// <param name="Type">Its type.</param>
/// <param name="State">How it has ended.</param>
/// <param name="UniqueKey">What it was unique by, if it was.</param>
/// <param name="IdempotencyKey">What its request was known by, if it was.</param>
/// <param name="Metadata">What travels with it, as it is stored.</param>
internal sealed record FinishedJob(
    string Queue, string Type, JobState State, string? UniqueKey, string? IdempotencyKey, string? Metadata)
{
    /// <summary>The schedule whose job it is, if it is one's.</summary>
    public string? Schedule => ScheduleTick.Of(StoredJson.ReadMetadata(Metadata))?.Schedule.Value;
}
