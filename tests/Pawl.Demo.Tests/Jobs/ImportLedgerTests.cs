using Microsoft.Data.Sqlite;
using Pawl.Demo.Jobs;

namespace Pawl.Demo.Tests.Jobs;

public sealed class ImportLedgerTests
{
    [Fact]
    public void A_chunk_is_new_once_unless_its_transaction_was_undone()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        ImportLedger.CreateIn(connection);

        using (connection.BeginTransaction())
        {
            Assert.True(ImportLedger.TryEnter(connection, firstRow: 0, rows: 1_000));
        }

        Assert.True(ImportLedger.TryEnter(connection, firstRow: 0, rows: 1_000));
        Assert.False(ImportLedger.TryEnter(connection, firstRow: 0, rows: 1_000));
        Assert.True(ImportLedger.TryEnter(connection, firstRow: 1_000, rows: 500));
    }
}
