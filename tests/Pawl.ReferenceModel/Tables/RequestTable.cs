namespace Pawl.ReferenceModel.Tables;

/// <summary>The idempotency keys, and when each is forgotten. They outlive their jobs.</summary>
internal sealed class RequestTable(Journal journal)
    : Table<(QueueName Queue, IdempotencyKey Key), RequestRow>(journal, row => (row.Queue, row.Key))
{
    private readonly SortedSet<(DateTimeOffset ForgottenAt, QueueName Queue, string Key)> order = [];

    /// <summary>The keys whose window is over, the oldest first.</summary>
    public IEnumerable<(QueueName Queue, IdempotencyKey Key)> Past(DateTimeOffset now) =>
        order.TakeWhile(entry => entry.ForgottenAt <= now).Select(entry => (entry.Queue, new IdempotencyKey(entry.Key)));

    protected override void Index(RequestRow row) => order.Add((row.ForgottenAt, row.Queue, row.Key.Value));

    protected override void Unindex(RequestRow row) => order.Remove((row.ForgottenAt, row.Queue, row.Key.Value));
}
