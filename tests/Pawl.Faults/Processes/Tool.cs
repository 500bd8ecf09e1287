using System.ComponentModel;
using System.Diagnostics;
using Pawl.Faults.Running;

namespace Pawl.Faults.Processes;

/// <summary>Runs a program of the system to its end.</summary>
internal static class Tool
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Runs it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <returns>What it said.</returns>
    /// <exception cref="CannotInjectException">It is not here, or it failed.</exception>
    public static async Task<string> RunAsync(CancellationToken cancellationToken, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start) ?? throw new CannotInjectException($"{command[0]} did not start.");
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).WaitAsync(Deadline, cancellationToken);
            return process.ExitCode == 0
                ? await output
                : throw new CannotInjectException($"{string.Join(' ', command)} ended with {process.ExitCode}: {await errors}");
        }
        catch (Win32Exception exception)
        {
            throw new CannotInjectException($"{command[0]} cannot be run: {exception.Message}");
        }
    }
}
