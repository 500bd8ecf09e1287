using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Pawl.Simulation.Running;

/// <summary>Runs the simulation with one planted bug after the other, each in a process of its own. A bug that is not found is a
/// hole in the checker, the scenarios or the faults.</summary>
internal static partial class MutantHunt
{
    /// <summary>Names the mutant that is switched on.</summary>
    public const string Variable = "PAWL_MUTANT";

    /// <summary>The mutants that are planted in this build.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Order(StringComparer.Ordinal)];

    /// <summary>Hunts all of them.</summary>
    /// <param name="firstSeed">The seed that each hunt begins with.</param>
    /// <param name="seeds">The budget: how many seeds of each scenario.</param>
    /// <param name="output">Where to say what was found.</param>
    /// <returns>How many mutants survived.</returns>
    public static int Run(ulong firstSeed, int seeds, TextWriter output)
    {
        int survivors = 0;
        foreach (string mutant in All)
        {
            (int code, string said) = Hunt(mutant, firstSeed, seeds);
            bool isCaught = code == 1 && said.Contains("VIOLATION", StringComparison.Ordinal);
            survivors += isCaught ? 0 : 1;
            Match count = SeedCount().Match(said);
            string invariant = said.Split('\n').FirstOrDefault(line => line.StartsWith("VIOLATION", StringComparison.Ordinal)) ?? "";
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(isCaught ? "caught  " : "SURVIVED")} {mutant,-40} after {count.Groups[1].Value,6} seeds  {Short(invariant)}"));
        }

        output.WriteLine($"{All.Count} mutants, {All.Count - survivors} caught, {survivors} survived");
        return survivors;
    }

    private static string Short(string invariant) => invariant.Length == 0 ? "" : invariant["VIOLATION ".Length..].Split(':')[0];

    private static (int Code, string Said) Hunt(string mutant, ulong firstSeed, int seeds)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet") { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }

        foreach (string argument in (string[])["--seed", firstSeed.ToString(CultureInfo.InvariantCulture), "--seeds", $"{seeds}"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[Variable] = mutant;
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("The simulation could not be started.");
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, said);
    }

    [GeneratedRegex(@"^([\d,]+) seeds", RegexOptions.Multiline)]
    private static partial Regex SeedCount();
}
