using Pawl.Faults.Running;

namespace Pawl.Faults.Tests;

public sealed class SqliteRowTests : RowTests
{
    public static TheoryData<string> Rows => NamesFor(StoreKind.Sqlite);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Every_promise_holds_through(string row) => RunAsync(row, StoreKind.Sqlite);
}
