using System.Diagnostics;

namespace Pawl.Demo.Tests.Commands;

/// <summary>The whole demo, as a user runs it.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_run_is_exact_leaves_its_report_and_takes_its_database_with_it()
    {
        (int exitCode, string output) = await PawlProgram.RunAsync("demo", "--records", "2000", "--folder", folder.FullPath);

        Assert.True(exitCode == 0, output);
        Assert.Equal(2_000, PawlProgram.Number(output, "results"));
        Assert.Equal(0, PawlProgram.Number(output, "lost"));
        Assert.Equal(0, PawlProgram.Number(output, "duplicates"));
        Assert.Equal(0, PawlProgram.Number(output, "wrong"));
        Assert.Contains("Exact", output, StringComparison.Ordinal);
        Assert.Contains("2,000 cities", await ReadReportAsync(), StringComparison.Ordinal);
        Assert.False(File.Exists(folder.File("demo.db")), "The database should be gone.");
    }

    [Fact]
    public async Task A_run_that_is_killed_resumes_and_is_exact()
    {
        (int exitCode, string output) = await PawlProgram.RunAsync(
            "demo", "--crash", "--kills", "2", "--seed", "7", "--records", "20000", "--folder", folder.FullPath);

        Assert.True(exitCode == 0, output);
        Assert.Equal(2, output.Split("Killed process").Length - 1);
        Assert.Equal(2, output.Split("resumes the run").Length - 1);
        Assert.Equal(20_000, PawlProgram.Number(output, "results"));
        Assert.Equal(0, PawlProgram.Number(output, "lost"));
        Assert.Equal(0, PawlProgram.Number(output, "duplicates"));
        Assert.Equal(2, PawlProgram.Number(output, "kills"));
    }

    [Fact]
    public async Task A_kept_run_is_accounted_for_again_and_a_run_of_another_size_is_refused()
    {
        string[] command = ["demo", "--records", "2000", "--keep", "--folder", folder.FullPath];
        await PawlProgram.RunAsync(command);
        (int again, string output) = await PawlProgram.RunAsync(command);
        (int other, string refusal) = await PawlProgram.RunAsync("demo", "--records", "3000", "--folder", folder.FullPath);

        Assert.True(again == 0, output);
        Assert.Equal(2_000, PawlProgram.Number(output, "results"));
        Assert.Equal(1, other);
        Assert.Contains("--records 2000", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupted_run_says_how_to_go_on_and_goes_on()
    {
        string[] command = ["demo", "--records", "20000", "--folder", folder.FullPath];
        using Process process = PawlProgram.Start(command);
        await ReadUntilAsync(process.StandardOutput, "begins the run");

        (int exitCode, string output) = await InterruptAsync(process);
        (int resumed, string rest) = await PawlProgram.RunAsync(command);

        Assert.True(exitCode == 130, output);
        Assert.Contains($"pawl demo --folder {folder.FullPath} --records 20000", output, StringComparison.Ordinal);
        Assert.True(resumed == 0, rest);
        Assert.Contains("resumes the run", rest, StringComparison.Ordinal);
        Assert.Equal(20_000, PawlProgram.Number(rest, "results"));
    }

    [Fact]
    public async Task A_second_run_in_the_same_folder_is_refused_by_name_and_harms_nothing()
    {
        using Process first = PawlProgram.Start("demo", "--folder", folder.FullPath);
        await ReadUntilAsync(first.StandardOutput, "begins the run");

        (int second, string refusal) = await PawlProgram.RunAsync("demo", "--folder", folder.FullPath);
        bool isFirstAlive = !first.HasExited;
        await InterruptAsync(first);

        Assert.Equal(1, second);
        Assert.Contains("open in another process", refusal, StringComparison.Ordinal);
        Assert.True(isFirstAlive, "The first run should go on.");
    }

    private static async Task<(int ExitCode, string Output)> InterruptAsync(Process process)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGINT to send.");
        using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output);
    }

    private static async Task<string> ReadUntilAsync(StreamReader reader, string expected)
    {
        string text = "";
        while (!text.Contains(expected, StringComparison.Ordinal))
        {
            text += await reader.ReadLineAsync(TestContext.Current.CancellationToken)
                ?? throw new InvalidOperationException($"It ended without '{expected}': {text}");
        }

        return text;
    }

    private Task<string> ReadReportAsync() =>
        File.ReadAllTextAsync(folder.File("report.md"), TestContext.Current.CancellationToken);
}
