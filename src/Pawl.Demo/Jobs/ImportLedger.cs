using System.Data.Common;
using Pawl.Demo.Results;

namespace Pawl.Demo.Jobs;

/// <summary>Remembers which chunks of the data set were enqueued. A row commits with the jobs of its chunk, so that a crash
/// between that commit and the checkpoint does not enqueue the chunk again.</summary>
internal static class ImportLedger
{
    private const string Create =
        "CREATE TABLE IF NOT EXISTS import_chunk (first_row INTEGER PRIMARY KEY, rows INTEGER NOT NULL)";

    private const string InsertOne = "INSERT INTO import_chunk VALUES ($1, $2) ON CONFLICT DO NOTHING";

    /// <summary>Makes the table, unless it is there.</summary>
    /// <param name="connection">The store's connection, in a transaction.</param>
    public static void CreateIn(DbConnection connection) => connection.Execute(Create);

    /// <summary>Enters a chunk.</summary>
    /// <param name="connection">The store's connection, in a transaction.</param>
    /// <param name="firstRow">Its first row, from 0.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <returns>Whether the chunk is new; false when it was enqueued before.</returns>
    public static bool TryEnter(DbConnection connection, int firstRow, int rows) =>
        connection.Execute(InsertOne, firstRow, rows) == 1;
}
