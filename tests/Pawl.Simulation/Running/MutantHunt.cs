using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Pawl.Simulation.Running;

/// <summary>Runs the simulation with one planted bug after the other, each in a process of its own. A bug that is not found is a
/// hole in the checker, the scenarios or the faults.</summary>
internal static partial class MutantHunt
{
    /// <summary>The variable that names the mutant which is switched on.</summary>
    public const string Variable = "PAWL_MUTANT";

    /// <summary>The program that cuts the power, of the same build.</summary>
    private static readonly string PowerCuts = Path.GetFullPath(
        Path.Combine(AppContext.BaseDirectory, "../../../../Pawl.PowerCuts/bin/Release/net10.0/Pawl.PowerCuts.dll"));

    /// <summary>The mutants that are planted in this build.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Order(StringComparer.Ordinal)];

    /// <summary>Hunts all of them, two at a time.</summary>
    /// <param name="firstSeed">The seed that each hunt begins with.</param>
    /// <param name="seeds">The budget: how many seeds of its scenario each has.</param>
    /// <param name="output">Where to say what was found.</param>
    /// <returns>How many mutants survived.</returns>
    public static int Run(ulong firstSeed, int seeds, TextWriter output)
    {
        int survivors = 0;
        foreach ((string mutant, (int code, string said)) in All.AsParallel().AsOrdered().WithDegreeOfParallelism(2)
            .WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(mutant => (mutant, Hunt(mutant, firstSeed, seeds))))
        {
            bool isCaught = code == 1 && said.Contains("VIOLATION", StringComparison.OrdinalIgnoreCase);
            survivors += isCaught ? 0 : 1;
            string invariant = said.Split('\n').FirstOrDefault(line => line.StartsWith("VIOLATION", StringComparison.Ordinal)) ?? "";
            string count = SeedCount().Match(said).Groups[1].Value;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(isCaught ? "caught  " : "SURVIVED")} {mutant,-40} after {count,5} seeds  {Short(invariant)}"));
        }

        output.WriteLine($"{All.Count} mutants, {All.Count - survivors} caught, {survivors} survived");
        return survivors;
    }

    private static (int Code, string Said) Hunt(string mutant, ulong firstSeed, int seeds)
    {
        // Power cuts have a program of their own, and their mutants a fixed budget of images.
        if (Find(mutant, "cuts:") is { } cuts)
        {
            return ChildProcess.Run(PowerCuts, cuts.Split(' '), mutant);
        }

        string[] scenario = Find(mutant, "scenario:") is { } name ? ["--scenario", name] : [];
        return ChildProcess.Run([.. scenario, "--seed", $"{firstSeed}", "--seeds", $"{seeds}", "--mutant", mutant]);
    }

    /// <summary>What a mutant's file says after a word.</summary>
    private static string? Find(string mutant, string word)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(mutant)
            ?? throw new InvalidOperationException($"The mutant {mutant} is not in this build.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(word, StringComparison.Ordinal))
            {
                return line[word.Length..].Trim();
            }
        }

        return null;
    }

    private static string Short(string invariant) => invariant.Length == 0 ? "" : invariant["VIOLATION ".Length..].Split(':')[0];

    [GeneratedRegex(@"^([\d,]+) seeds", RegexOptions.Multiline)]
    private static partial Regex SeedCount();
}
