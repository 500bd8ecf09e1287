using System.Diagnostics;
using Pawl.Storage;

namespace Pawl.Engine.Clients;

/// <summary>What a store answers to an enqueue, in the words of users.</summary>
internal static class EnqueueResults
{
    /// <exception cref="IdempotencyConflictException">The key was used for another job.</exception>
    /// <exception cref="UniqueConflictException">A live job carries the key.</exception>
    public static EnqueuedJob Require(EnqueueResult result, NewJob request) => result.Status switch
    {
        EnqueueStatus.Stored => new EnqueuedJob(result.Id, AlreadyExisted: false),
        EnqueueStatus.Existing => new EnqueuedJob(result.Id, AlreadyExisted: true),
        EnqueueStatus.IdempotencyConflict when request.IdempotencyKey is { } key =>
            throw new IdempotencyConflictException(key, result.Id),
        EnqueueStatus.UniqueConflict when request.Unique is { } unique =>
            throw new UniqueConflictException(unique.Key, result.Id),
        _ => throw new UnreachableException($"The store answered {result.Status} to one job."),
    };
}
