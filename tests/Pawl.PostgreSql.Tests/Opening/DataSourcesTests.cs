using Pawl.PostgreSql.Opening;

namespace Pawl.PostgreSql.Tests.Opening;

/// <summary>What is asked of the driver beyond what users ask of it.</summary>
public sealed class DataSourcesTests
{
    [Theory]
    [InlineData("Host=a", 5)]
    [InlineData("Host=a;Timeout=15", 15)]
    [InlineData("host=a;TIMEOUT=60", 60)]
    public void A_connection_may_take_seconds_to_open_unless_the_user_says_how_long(string connectionString, int seconds) =>
        Assert.Equal(seconds, DataSources.Settings(new PostgreSqlOptions { ConnectionString = connectionString }, isPooled: false).Timeout);
}
