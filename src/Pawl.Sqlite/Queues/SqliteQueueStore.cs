using Pawl.Relational;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Queues;

internal sealed class SqliteQueueStore(StoreAccess store) : IQueueStore
{
    private static readonly SqlFile PauseQueue = SqlFile.Load("Queues/PauseQueue.sql");
    private static readonly SqlFile ResumeQueue = SqlFile.Load("Queues/ResumeQueue.sql");
    private static readonly SqlFile SelectQueues = SqlFile.Load("Queues/SelectQueues.sql");

    public async ValueTask PauseAsync(QueueName queue, string reason, CancellationToken cancellationToken) =>
        await store.Writer.ExecuteAsync(
            static (transaction, pause) => transaction[PauseQueue]
                .Bind(1, pause.queue.Value).Bind(2, transaction.Now).Bind(3, pause.reason)
                .Execute(),
            (queue, reason),
            cancellationToken);

    public async ValueTask ResumeAsync(QueueName queue, CancellationToken cancellationToken) =>
        await store.Writer.ExecuteAsync(
            static (transaction, queue) =>
            {
                transaction.WakeAfterCommit(WakeupKind.JobsQueued, queue.Value);
                return transaction[ResumeQueue].Bind(1, queue.Value).Execute();
            },
            queue,
            cancellationToken);

    public async ValueTask<IReadOnlyList<QueueSettings>> ListAsync(CancellationToken cancellationToken) =>
        await store.ReadAsync(static (connection, _) => List(connection), 0, cancellationToken);

    private static List<QueueSettings> List(PreparedConnection connection)
    {
        var queues = new List<QueueSettings>();
        Statement select = connection[SelectQueues];
        while (select.Step())
        {
            queues.Add(new QueueSettings(
                select.GetName(0), Instant.FromMicroseconds(select.GetNullableInt64(1)), select.GetText(2)));
        }

        return queues;
    }
}
