using System.CommandLine;
using Pawl.Load;
using Pawl.Load.Reports;
using Pawl.Load.Scenarios;
using Pawl.Load.Stores;

var store = new Option<string>("--store") { Description = "The store to measure.", DefaultValueFactory = _ => "sqlite" };
store.AcceptOnlyFromAmong([.. StoreSite.KnownStores]);
var scenario = new Option<string>("--scenario")
{
    Description = "What to measure; see bench/README.md.",
    DefaultValueFactory = _ => ScenarioList.All,
};
scenario.AcceptOnlyFromAmong([.. ScenarioList.Scenarios.Select(known => known.Name), ScenarioList.All]);
var json = new Option<bool>("--json") { Description = "Print one JSON line a metric instead of a table." };
var repeat = new Option<int>("--repeat") { Description = "Measure so often, and print medians.", DefaultValueFactory = _ => 1 };
var jobs = new Option<int?>("--jobs") { Description = "How many jobs, instead of what the scenario is defined with." };
var backlog = new Option<int>("--backlog")
{
    Description = "How many jobs wait elsewhere in the scenario backlog.",
    DefaultValueFactory = _ => 10_000_000,
};
var folder = new Option<string>("--folder")
{
    Description = "Where to make the stores. Their disk is what is measured.",
    DefaultValueFactory = _ => Path.GetTempPath(),
};
var compare = new Option<FileInfo?>("--compare") { Description = "Also print ratios to this baseline." };
var save = new Option<FileInfo?>("--save") { Description = "Also write a baseline to this file." };
var child = new Option<bool>(ScenarioProcess.ChildOption) { Hidden = true };

var command = new RootCommand("Measures Pawl: each scenario in a new process, on a new store.")
{
    store, scenario, json, repeat, jobs, backlog, folder, compare, save, child,
};
command.SetAction(async (parsed, _) =>
{
    var settings = new LoadSettings
    {
        Store = parsed.GetRequiredValue(store),
        Folder = parsed.GetRequiredValue(folder),
        Jobs = parsed.GetValue(jobs),
        Backlog = parsed.GetValue(backlog),
    };
    string name = parsed.GetRequiredValue(scenario);
    if (parsed.GetValue(child))
    {
        await MeasureHereAsync(name, settings);
        return 0;
    }

    IReport report = parsed.GetValue(json) ? new JsonReport(Console.Out) : new TableReport(Console.Out);
    Baseline? baseline = parsed.GetValue(compare) is { } file ? Baseline.Read(file.FullName) : null;
    var all = new List<Measurement>();
    foreach (IScenario chosen in ScenarioList.Scenarios.Where(known => name is ScenarioList.All || known.Name == name))
    {
        try
        {
            foreach (Measurement median in await MeasureAsync(chosen.Name, settings, parsed.GetValue(repeat)))
            {
                report.Add(median, baseline?.RatioOf(median));
                all.Add(median);
            }
        }
        catch (InvalidOperationException failure)
        {
            Console.Error.WriteLine(failure.Message);
            return 1;
        }
    }

    if (parsed.GetValue(save) is { } target)
    {
        Baseline.Of(all).Write(target.FullName);
    }

    return 0;
});
return await command.Parse(args).InvokeAsync();

static async Task MeasureHereAsync(string name, LoadSettings settings)
{
    IScenario scenario = ScenarioList.Find(name);
    foreach ((string metric, double value, string unit) in
        await scenario.MeasureAsync(settings, settings.Jobs ?? scenario.DefaultJobs))
    {
        Console.WriteLine(new Measurement(settings.Store, name, metric, value, unit).ToJson());
    }
}

static async Task<IEnumerable<Measurement>> MeasureAsync(string name, LoadSettings settings, int repeat)
{
    var runs = new List<Measurement>();
    for (int run = 0; run < Math.Max(1, repeat); run++)
    {
        runs.AddRange(await ScenarioProcess.MeasureAsync(name, settings));
    }

    return runs.GroupBy(run => run.Metric).Select(group => group.First() with { Value = Median(group) });
}

static double Median(IEnumerable<Measurement> runs)
{
    double[] sorted = [.. runs.Select(run => run.Value).Order()];
    int middle = sorted.Length / 2;
    return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
