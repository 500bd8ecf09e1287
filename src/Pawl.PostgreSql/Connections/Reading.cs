using Npgsql;

namespace Pawl.PostgreSql.Connections;

/// <summary>Reads outside a transaction.</summary>
internal static class Reading
{
    private static readonly SqlFile BeginTransaction = SqlFile.Load("Store/BeginTransaction.sql");

    public static async ValueTask<List<T>> ReadAllAsync<T>(
        this NpgsqlConnection connection,
        SqlFile file,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken,
        params NpgsqlParameter[] values)
    {
        await using var command = new NpgsqlCommand(file.Text, connection);
        command.Parameters.AddRange(values);
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAllAsync(read, cancellationToken);
    }

    /// <summary>Reads in one trip, by indexes whatever the statistics say.</summary>
    public static async ValueTask<List<T>> ReadByIndexAsync<T>(
        this NpgsqlConnection connection,
        SqlFile file,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken,
        params NpgsqlParameter[] values)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Transaction.Command(BeginTransaction));
        batch.BatchCommands.Add(Transaction.Command(file, values));
        await using NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAllAsync(read, cancellationToken);
    }

    private static async ValueTask<List<T>> ReadAllAsync<T>(
        this NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
