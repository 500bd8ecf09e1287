using System.Data.Common;
using Pawl.Storage;

namespace Pawl.Sqlite.Jobs;

/// <summary>Refuses by name: a SQLite file has one writer, and a transaction of anybody else's would be a second one.</summary>
internal sealed class SqliteEnlistment : IEnlistment
{
    public ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(
        DbTransaction transaction, IReadOnlyList<NewJob> jobs, CancellationToken cancellationToken) =>
        throw Refusal("IJobClient.TransactAsync(transaction => …)");

    public ValueTask<bool> CompleteAsync(DbTransaction transaction, Lease lease, CancellationToken cancellationToken) =>
        throw Refusal("JobContext.CompleteAsync(transaction => …)");

    private static NotSupportedException Refusal(string instead) => new(
        $"A SQLite store has one writer, so it cannot join a transaction of the application's own; nothing was written. Use {instead}, "
        + "which lends you the writer's.");
}
