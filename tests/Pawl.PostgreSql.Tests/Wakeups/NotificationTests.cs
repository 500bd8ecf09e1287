using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Pawl.PostgreSql.Tests.Databases;
using Pawl.PostgreSql.Wakeups;
using Pawl.ReferenceModel.Chance;
using Pawl.Storage;

namespace Pawl.PostgreSql.Tests.Wakeups;

/// <summary>Hints between processes.</summary>
public sealed class NotificationTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_hears_of_what_another_has_committed()
    {
        string database = await TestDatabase.CreateBareAsync();
        await using PostgreSqlStore one = Create(database, seed: 1);
        await using PostgreSqlStore other = Create(database, seed: 2);
        await one.Lifecycle.OpenAsync(Cancel);
        await other.Lifecycle.OpenAsync(Cancel);
        var heard = Channel.CreateUnbounded<Wakeup>();
        using IDisposable listening = one.Wakeups.Subscribe(wakeup => heard.Writer.TryWrite(wakeup));

        // The listener connects beside the opening, so the first hint may come too early for it.
        Wakeup? first = null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(Patience);
        while (first is null)
        {
            await other.Queues.ResumeAsync("far", Cancel);
            using var moment = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
            moment.CancelAfter(TimeSpan.FromMilliseconds(200));
            try
            {
                first = await heard.Reader.ReadAsync(moment.Token);
            }
            catch (OperationCanceledException) when (!patience.IsCancellationRequested)
            {
                // Not heard yet; it is said again.
            }
        }

        Assert.Equal(new Wakeup(WakeupKind.JobsQueued, "far"), first);
    }

    [Theory]
    [InlineData(WakeupKind.JobsQueued, "mail")]
    [InlineData(WakeupKind.JobsScheduled, null)]
    [InlineData(WakeupKind.CancellationRequested, null)]
    public void What_is_said_is_what_is_heard(WakeupKind kind, string? queue)
    {
        var said = new Notification("a1", new Wakeup(kind, queue is null ? default : new QueueName(queue)));

        Assert.Equal(said, Notification.Read(said.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("a|b|c")]
    public void What_others_say_is_not_heard(string payload) => Assert.Null(Notification.Read(payload));

    private static PostgreSqlStore Create(string connectionString, ulong seed) => new(
        new PostgreSqlOptions { ConnectionString = connectionString },
        new SeededEntropy(seed),
        TimeProvider.System,
        NullLogger<PostgreSqlStore>.Instance);
}
