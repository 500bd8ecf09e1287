using Pawl.PrivatePostgres;

namespace Pawl.Demo.Tests.Commands;

/// <summary><c>pawl db migrate</c>, as an operator runs it.</summary>
public sealed class MigrateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_file_is_printed_then_made_then_up_to_date()
    {
        string file = folder.File("pawl.db");
        string[] command = ["db", "migrate", "--store", "sqlite", "--connection", $"Data Source={file}"];

        (int printed, string sql) = await PawlProgram.RunAsync([.. command, "--print"]);
        bool isMadeByPrinting = File.Exists(file);
        (int made, string first) = await PawlProgram.RunAsync(command);
        (int again, string second) = await PawlProgram.RunAsync(command);

        Assert.Equal((0, 0, 0, false), (printed, made, again, isMadeByPrinting));
        Assert.Contains("CREATE TABLE job", sql, StringComparison.Ordinal);
        Assert.Contains("from schema 0 to schema", first, StringComparison.Ordinal);
        Assert.Contains("is up to date", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_is_printed_then_made_then_up_to_date()
    {
        await using DatabaseServer server = await DatabaseServer.StartAsync(
            DatabaseServer.Given, ServerSettings.Hasty, TestContext.Current.CancellationToken);
        string database = await server.CreateDatabaseAsync(cancellationToken: TestContext.Current.CancellationToken);
        string[] command = ["db", "migrate", "--store", "postgres", "--connection", database];

        (int printed, string sql) = await PawlProgram.RunAsync([.. command, "--print"]);
        (int made, string first) = await PawlProgram.RunAsync(command);
        (int again, string second) = await PawlProgram.RunAsync(command);

        Assert.Equal((0, 0, 0), (printed, made, again));
        Assert.Contains("CREATE TABLE pawl.job", sql, StringComparison.Ordinal);
        Assert.Contains("from schema 0 to schema", first, StringComparison.Ordinal);
        Assert.Contains("is up to date", second, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 2, "--connection, or PAWL_CONNECTION")]
    [InlineData("--connection nonsense", 1, "Data Source=pawl.db")]
    [InlineData("--store postgres --connection Host=127.0.0.1;Port=1;Database=app;Username=me;Password=secret", 1, "127.0.0.1")]
    public async Task A_store_that_cannot_be_found_is_refused_by_name(string arguments, int expected, string name)
    {
        string[] given = arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        (int exitCode, string output) = await PawlProgram.RunAsync(["db", "migrate", .. given]);

        Assert.Equal(expected, exitCode);
        Assert.Contains(name, output, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", output, StringComparison.Ordinal);
    }
}
