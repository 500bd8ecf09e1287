using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.Storage;

namespace Pawl.PostgreSql.Queues;

internal sealed class PostgreSqlQueueStore(StoreAccess store) : IQueueStore
{
    private static readonly SqlFile PauseQueue = SqlFile.Load("Queues/PauseQueue.sql");
    private static readonly SqlFile ResumeQueue = SqlFile.Load("Queues/ResumeQueue.sql");
    private static readonly SqlFile SelectQueues = SqlFile.Load("Queues/SelectQueues.sql");

    public async ValueTask PauseAsync(QueueName queue, string reason, CancellationToken cancellationToken) =>
        await store.Database.TransactAsync(
            static async (transaction, pause) =>
            {
                await transaction.BeginAsync();
                return await transaction.WriteNowAsync(
                    PauseQueue, Value.Of(pause.queue.Value), Value.At(transaction.Now), Value.Of(pause.reason));
            },
            (queue, reason),
            cancellationToken);

    public async ValueTask ResumeAsync(QueueName queue, CancellationToken cancellationToken) =>
        await store.Database.TransactAsync(
            static async (transaction, queue) =>
            {
                transaction.WakeAfterCommit(WakeupKind.JobsQueued, queue);
                return await transaction.WriteNowAsync(ResumeQueue, Value.Of(queue.Value));
            },
            queue,
            cancellationToken);

    public async ValueTask<IReadOnlyList<QueueSettings>> ListAsync(CancellationToken cancellationToken) =>
        await store.Database.ReadAsync(
            static (connection, _, cancellationToken) => connection.ReadAllAsync(
                SelectQueues,
                static row => new QueueSettings(row.GetString(0), row.GetNullableTime(1), row.GetText(2)),
                cancellationToken),
            0,
            cancellationToken);
}
