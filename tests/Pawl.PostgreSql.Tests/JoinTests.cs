using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Pawl.PostgreSql.Tests.Databases;
using Pawl.ReferenceModel.Chance;
using Pawl.Storage;

namespace Pawl.PostgreSql.Tests;

public sealed class JoinTests
{
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_that_hangs_as_it_joins_keeps_no_other_from_its_heartbeats()
    {
        string database = await TestDatabase.CreateBareAsync();
        var store = new PostgreSqlStore(
            new PostgreSqlOptions { ConnectionString = database, Notify = false },
            new SeededEntropy(1),
            TimeProvider.System,
            NullLogger<PostgreSqlStore>.Instance);
        await store.Lifecycle.OpenAsync(Cancellation);
        NodeMembership node = await store.Cluster.JoinAsync(new NewNode("one", 1, LeaseDuration), Cancellation);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancellation);
        await using NpgsqlTransaction hanging = await connection.BeginTransactionAsync(Cancellation);
        await using var command = new NpgsqlCommand(await LockNodesAsync(), connection, hanging);
        await command.ExecuteNonQueryAsync(Cancellation);

        HeartbeatReply reply = await store.Cluster.HeartbeatAsync(new Heartbeat(node, [], LeaseDuration), Cancellation)
            .AsTask().WaitAsync(Deadline, Cancellation);

        Assert.True(reply.NodeIsLive);
        await hanging.RollbackAsync(Cancellation);
        await store.Lifecycle.CloseAsync();
    }

    private static async Task<string> LockNodesAsync()
    {
        Assembly assembly = typeof(PostgreSqlStore).Assembly;
        string name = assembly.GetManifestResourceNames().Single(name => name.EndsWith("LockNodes.sql", StringComparison.Ordinal));
        await using Stream stream = assembly.GetManifestResourceStream(name)!;
        return await new StreamReader(stream).ReadToEndAsync(Cancellation);
    }
}
