using Pawl.Faults.Running;

namespace Pawl.Faults.Tests;

public sealed class PostgresRowTests : RowTests
{
    public static TheoryData<string> Rows => NamesFor(StoreKind.Postgres);

    [Theory]
    [MemberData(nameof(Rows))]
    public Task Every_promise_holds_through(string row) => RunAsync(row, StoreKind.Postgres);
}
