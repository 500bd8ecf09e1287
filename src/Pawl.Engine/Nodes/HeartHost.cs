namespace Pawl.Engine.Nodes;

/// <summary>Runs the heart where nothing else can hold it up: on a thread of its own in production, on the common context
/// in a simulation.</summary>
/// <param name="heart">The heart's loop.</param>
/// <param name="cancellationToken">Ends it.</param>
internal delegate Task HeartHost(Func<CancellationToken, Task> heart, CancellationToken cancellationToken);
