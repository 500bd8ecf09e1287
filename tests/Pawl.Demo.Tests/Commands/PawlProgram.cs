using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Pawl.Demo.Tests.Commands;

/// <summary>The command <c>pawl</c>, run as a user does: in a process of its own.</summary>
internal static class PawlProgram
{
    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Starts it.</summary>
    public static Process Start(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "Pawl.Cli.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Reads a number of the account.</summary>
    public static long Number(string output, string row)
    {
        Match match = Row(row).Match(output);
        Assert.True(match.Success, $"No row '{row}' in: {output}");
        return long.Parse(match.Groups["number"].Value.Replace(",", "", StringComparison.Ordinal), null);
    }

    private static Regex Row(string name) => new($@"^\s*{name}\s+(?<number>[\d,]+)", RegexOptions.Multiline);
}
