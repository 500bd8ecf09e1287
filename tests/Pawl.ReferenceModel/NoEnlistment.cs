using System.Data.Common;
using Pawl.Storage;

namespace Pawl.ReferenceModel;

/// <summary>A model in memory has no database, so no application can have a transaction on it.</summary>
public sealed class NoEnlistment : IEnlistment
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        DbTransaction transaction, IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The reference model is not a database.");

    /// <inheritdoc/>
    public ValueTask<bool> CompleteAsync(DbTransaction transaction, Lease lease, CancellationToken cancellationToken) =>
        throw new NotSupportedException("The reference model is not a database.");
}
