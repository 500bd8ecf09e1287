using System.Diagnostics;

namespace Pawl.Simulation.Tests.Runs;

/// <summary>The build with fault points and mutants, which ./test makes before these tests run.</summary>
internal static class PlantedBuild
{
    private const string Program = "artifacts/planted/tests/Pawl.Simulation/bin/Release/net10.0/Pawl.Simulation.dll";

    public static string Root { get; } = FindRoot();

    /// <summary>Runs the simulation.</summary>
    /// <returns>Its exit code, and what it said.</returns>
    public static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        string program = Path.Combine(Root, Program);
        Assert.True(File.Exists(program), $"{Program} is missing: ./eng/simulate --build makes it.");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await errors;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(said);
        return (process.ExitCode, said);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pawl.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests run within the repository.");
    }
}
