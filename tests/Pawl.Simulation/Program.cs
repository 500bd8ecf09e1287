using System.CommandLine;
using Pawl.Simulation.Running;
using Pawl.Simulation.Scenarios;

// A seed is 63 bits, so that it can be typed without a sign.
var scenarioName = new Option<string>("--scenario") { Description = "One scenario, or all.", DefaultValueFactory = _ => "all" };
var seeds = new Option<int>("--seeds") { Description = "How many seeds of each scenario.", DefaultValueFactory = _ => 100 };
var seed = new Option<ulong?>("--seed") { Description = "The first seed; without it, the clock's. Alone, it is replayed." };
var trace = new Option<bool>("--trace") { Description = "Shows every event of the seed." };
var store = new Option<string>("--store") { Description = "reference or sqlite.", DefaultValueFactory = _ => "reference" };
var hash = new Option<bool>("--hash") { Description = "Writes nothing but the hash of all that happened in the seed." };
var mutant = new Option<string?>("--mutant") { Description = "Switches a planted bug on." };
var mutants = new Option<bool>("--mutants") { Description = "Hunts every planted bug, with --seeds as the budget." };
var command = new RootCommand("Simulates clusters of Pawl, many hours a second.")
{
    scenarioName, seeds, seed, trace, hash, store, mutant, mutants,
};
command.SetAction(parsed =>
{
    string name = parsed.GetValue(scenarioName) ?? "all";
    IReadOnlyList<Scenario> scenarios = name == "all" ? ScenarioBook.All : ScenarioBook.Find(name) is { } found ? [found] : [];
    if (scenarios.Count == 0)
    {
        string known = string.Join(", ", ScenarioBook.All.Select(one => one.Name));
        Console.Error.WriteLine($"There is no scenario {name}. There are: {known}.");
        return 2;
    }

    if (parsed.GetValue(mutant) is { } planted)
    {
        if (!MutantHunt.All.Contains(planted))
        {
            Console.Error.WriteLine($"There is no mutant {planted}. There are: {string.Join(", ", MutantHunt.All)}.");
            return 2;
        }

        Environment.SetEnvironmentVariable(MutantHunt.Variable, planted);
    }

    ulong first = parsed.GetValue(seed) ?? (ulong)TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
    if (parsed.GetValue(mutants))
    {
        return MutantHunt.Run(first, parsed.GetValue(seeds), Console.Out) == 0 ? 0 : 1;
    }

    bool onSqlite = parsed.GetValue(store) == "sqlite";
    var campaign = new Campaign(scenarios, onSqlite, "./eng/simulate" + (onSqlite ? " --store sqlite" : ""), Console.Out);
    if (parsed.GetValue(trace) && parsed.GetValue(seed) is { } replayed)
    {
        campaign.Replay(scenarios[0], replayed, showsAll: true);
    }
    else if (parsed.GetValue(hash))
    {
        campaign.WriteHash(scenarios[0], first);
    }
    else
    {
        ulong last = first + (ulong)parsed.GetValue(seeds) - 1;
        Console.WriteLine($"seeds {first} to {last} of {string.Join(", ", scenarios.Select(one => one.Name))}");
        campaign.Run(first, parsed.GetValue(seeds));
    }

    return campaign.Violations == 0 ? 0 : 1;
});
return command.Parse(args).Invoke();
