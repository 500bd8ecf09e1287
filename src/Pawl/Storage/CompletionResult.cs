namespace Pawl.Storage;

/// <summary>What came of one completion.</summary>
/// <param name="Status">What came of it.</param>
/// <param name="Error">What the application's work threw; set only with <see cref="CompletionStatus.WorkFailed"/>.</param>
public readonly record struct CompletionResult(CompletionStatus Status, Exception? Error = null);
