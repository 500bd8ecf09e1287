using System.Diagnostics;
using System.Reflection;

namespace Pawl.Simulation.Running;

/// <summary>Runs this program, or one beside it, in a process of its own.</summary>
internal static class ChildProcess
{
    public static (int Code, string Said) Run(IEnumerable<string> arguments) =>
        Run(Assembly.GetExecutingAssembly().Location, arguments, mutant: "");

    public static (int Code, string Said) Run(string program, IEnumerable<string> arguments, string mutant)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true };
        if (mutant.Length > 0)
        {
            start.Environment[MutantHunt.Variable] = mutant;
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("The simulation could not be started.");
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }
}
