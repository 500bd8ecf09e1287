using Pawl.Storage;

namespace Pawl.Engine.Workers;

/// <summary>How an attempt ended, on its way from its runner to the completer.</summary>
/// <param name="Completion">What the store is to record.</param>
/// <param name="HandlerSeconds">How long the handler took; negative when that says nothing of the next one.</param>
/// <param name="Answer">Who waits for what came of it; null for nobody.</param>
internal readonly record struct Ending(
    Completion Completion, double HandlerSeconds = PrefetchPolicy.Unknown, CompletionAnswer? Answer = null);
