using Npgsql;

namespace Pawl.PostgreSql.Connections;

/// <summary>Reads outside a transaction.</summary>
internal static class Reading
{
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
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
