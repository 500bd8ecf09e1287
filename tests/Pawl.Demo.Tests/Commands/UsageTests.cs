namespace Pawl.Demo.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("--records 0", "--records is 0: use 1 to 135,233.")]
    [InlineData("--records many", "--records is many: use 1 to 135,233.")]
    [InlineData("--kills 3", "add --crash")]
    [InlineData("--nodes 4", "--nodes needs --store postgres")]
    [InlineData("--connection Host=db", "--connection needs --store postgres")]
    [InlineData("--store oracle", "oracle")]
    [InlineData("--no-such-option", "--no-such-option")]
    public async Task A_command_line_that_makes_no_sense_is_refused_with_2(string arguments, string expected)
    {
        (int exitCode, string output) = await PawlProgram.RunAsync(["demo", .. arguments.Split(' ')]);

        Assert.Equal(2, exitCode);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_shows_examples_and_exit_codes_and_hides_the_working_process()
    {
        (int exitCode, string output) = await PawlProgram.RunAsync("demo", "--help");
        (int rootExitCode, string rootOutput) = await PawlProgram.RunAsync();

        Assert.Equal((0, 0), (exitCode, rootExitCode));
        Assert.Contains("pawl demo --crash", output, StringComparison.Ordinal);
        Assert.Contains("130  interrupted", output, StringComparison.Ordinal);
        Assert.DoesNotContain("demo-worker", rootOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_named()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("a-file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        (int exitCode, string output) = await PawlProgram.RunAsync("demo", "--folder", Path.Combine(file, "run"));

        Assert.Equal(1, exitCode);
        Assert.Contains("Cannot write to", output, StringComparison.Ordinal);
        Assert.Contains("--folder", output, StringComparison.Ordinal);
    }
}
