using Pawl.PrivatePostgres;

namespace Pawl.Demo.Tests.Commands;

/// <summary>The demo on PostgreSQL, as a user runs it.</summary>
public sealed class PostgresDemoTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Nodes_that_are_killed_resume_and_the_account_is_exact()
    {
        (int exitCode, string output) = await PawlProgram.RunAsync(
            "demo", "--store", "postgres", "--nodes", "3", "--crash", "--kills", "2", "--seed", "7", "--records", "10000",
            "--folder", folder.FullPath);

        Assert.True(exitCode == 0, output);
        Assert.Equal(2, output.Split("Killed process").Length - 1);
        Assert.Contains("resumes the run", output, StringComparison.Ordinal);
        Assert.Contains("goes on with the import at row", output, StringComparison.Ordinal);
        Assert.Equal(10_000, PawlProgram.Number(output, "results"));
        Assert.Equal(0, PawlProgram.Number(output, "lost"));
        Assert.Equal(0, PawlProgram.Number(output, "duplicates"));
    }

    [Fact]
    public async Task A_database_on_a_server_that_is_given_is_kept_accounted_for_again_and_then_dropped()
    {
        await using DatabaseServer server = await DatabaseServer.StartAsync(
            DatabaseServer.Given, ServerSettings.Hasty, TestContext.Current.CancellationToken);
        string[] command =
        [
            "demo", "--store", "postgres", "--connection", server.ConnectionString, "--records", "1000", "--folder", folder.FullPath,
        ];
        (int first, string kept) = await PawlProgram.RunAsync([.. command, "--keep"]);
        (int second, string output) = await PawlProgram.RunAsync(command);

        Assert.True(first == 0, kept);
        Assert.Contains("kept in the database pawl_demo_", kept, StringComparison.Ordinal);
        Assert.True(second == 0, output);
        Assert.Contains("resumes the run", output, StringComparison.Ordinal);
        Assert.Equal(1_000, PawlProgram.Number(output, "results"));
    }
}
