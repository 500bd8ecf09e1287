namespace Pawl.Engine.Handlers;

/// <summary>Runs a handler on a stored payload: binds the payload, finds the handler among
/// <see cref="JobContext.Services"/>, runs it, and serializes its result.</summary>
/// <param name="context">The attempt.</param>
/// <param name="payload">The stored payload, UTF-8 JSON.</param>
/// <returns>The serialized result; empty when the job has none.</returns>
/// <exception cref="PayloadInvalidException">The payload does not bind to the handler's job.</exception>
internal delegate ValueTask<ReadOnlyMemory<byte>> JobInvoker(JobContext context, ReadOnlyMemory<byte> payload);
