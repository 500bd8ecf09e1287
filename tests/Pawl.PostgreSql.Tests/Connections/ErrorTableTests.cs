using System.Reflection;
using Npgsql;
using Pawl.PostgreSql.Connections;

namespace Pawl.PostgreSql.Tests.Connections;

/// <summary>Every error means done, not done or unknown, by one table.</summary>
public sealed class ErrorTableTests
{
    public static TheoryData<string> KnownCodes() =>
        [.. typeof(PostgresErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string?)field.GetRawConstantValue() ?? "")
            .Order()];

    [Theory]
    [MemberData(nameof(KnownCodes))]
    public void Every_code_that_the_driver_knows_is_in_the_table(string sqlState) => Assert.NotNull(PostgreSqlErrors.Find(sqlState));

    [Theory]
    [InlineData("40001", Outcome.Retry)]
    [InlineData("40P01", Outcome.Retry)]
    [InlineData("55P03", Outcome.Retry)]
    [InlineData("57014", Outcome.Cancelled)]
    [InlineData("57P01", Outcome.Broken)]
    [InlineData("57P03", Outcome.Unavailable)]
    [InlineData("08006", Outcome.Broken)]
    [InlineData("40003", Outcome.Broken)]
    [InlineData("25006", Outcome.Unavailable)]
    [InlineData("53100", Outcome.Full)]
    [InlineData("53300", Outcome.Unavailable)]
    [InlineData("23505", Outcome.Conflict)]
    [InlineData("26000", Outcome.Pooled)]
    [InlineData("42P05", Outcome.Pooled)]
    [InlineData("22021", Outcome.Refused)]
    [InlineData("XX001", Outcome.Damaged)]
    internal void A_code_means_what_it_says(string sqlState, Outcome expected) =>
        Assert.Equal(expected, PostgreSqlErrors.Find(sqlState));

    [Fact]
    public void A_code_that_nobody_knows_leaves_open_what_happened() => Assert.Equal(
        Outcome.Broken, PostgreSqlErrors.Classify(new PostgresException("?", "ERROR", "ERROR", "ZZ999")));

    [Fact]
    public void An_error_that_is_not_of_the_store_is_left_alone() =>
        Assert.Null(PostgreSqlErrors.Classify(new InvalidOperationException()));
}
