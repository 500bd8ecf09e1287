using System.Diagnostics;
using System.Globalization;

namespace Pawl.Load;

/// <summary>Measures a scenario in a new process, so that no scenario finds what another left in memory.</summary>
internal static class ScenarioProcess
{
    /// <summary>The option that makes this program the new process.</summary>
    public const string ChildOption = "--child";

    /// <exception cref="InvalidOperationException">The process failed; it has said why.</exception>
    public static async Task<IReadOnlyList<Measurement>> MeasureAsync(string scenario, LoadSettings settings)
    {
        using Process process = Process.Start(Describe(settings, ChildOption, "--scenario", scenario))
            ?? throw new InvalidOperationException($"The process for '{scenario}' did not start.");
        var measurements = new List<Measurement>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            measurements.Add(Measurement.Parse(line));
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? measurements
            : throw new InvalidOperationException($"'{scenario}' failed: exit code {process.ExitCode}; see above.");
    }

    /// <summary>Describes a process that runs this program.</summary>
    /// <param name="settings">What it is to measure on.</param>
    /// <param name="role">The options that say what it is to do.</param>
    public static ProcessStartInfo Describe(LoadSettings settings, params string[] role)
    {
        string path = Environment.ProcessPath ?? "dotnet";
        var start = new ProcessStartInfo(path) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(path) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ScenarioProcess).Assembly.Location);
        }

        string[] arguments =
        [
            .. role,
            "--store", settings.Store,
            "--folder", settings.Folder,
            "--backlog", settings.Backlog.ToString(CultureInfo.InvariantCulture),
            .. settings.Connection is { } connection ? (string[])["--connection", connection] : [],
            .. settings.Jobs is { } jobs ? (string[])["--jobs", jobs.ToString(CultureInfo.InvariantCulture)] : [],
        ];
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
