namespace Pawl;

/// <summary>How many jobs are stored of one kind.</summary>
/// <param name="Queue">Their queue.</param>
/// <param name="Type">Their type.</param>
/// <param name="State">Their state.</param>
/// <param name="Count">How many; never negative.</param>
public readonly record struct JobCount(QueueName Queue, JobType Type, JobState State, long Count);
