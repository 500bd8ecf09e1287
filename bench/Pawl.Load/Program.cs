using System.CommandLine;
using Pawl.Load;
using Pawl.Load.Reports;
using Pawl.Load.Scenarios;
using Pawl.PrivatePostgres;

var store = new Option<string>("--store") { Description = "The store to measure.", DefaultValueFactory = _ => LoadSettings.Sqlite };
store.AcceptOnlyFromAmong(LoadSettings.Sqlite, LoadSettings.Postgres);
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
var connection = new Option<string?>("--connection")
{
    Description = "A PostgreSQL server on which databases may be made; otherwise a private one is started.",
    DefaultValueFactory = _ => DatabaseServer.Given,
};
var compare = new Option<FileInfo?>("--compare") { Description = "Also print ratios to this baseline." };
var save = new Option<FileInfo?>("--save") { Description = "Also write a baseline to this file, or add to the one of the same commit." };
var child = new Option<bool>(ScenarioProcess.ChildOption) { Hidden = true };
var node = new Option<string?>(NodeProcess.NodeOption) { Hidden = true };

var command = new RootCommand("Measures Pawl: each scenario in a new process, on a new store.")
{
    store, scenario, json, repeat, jobs, backlog, folder, connection, compare, save, child, node,
};
command.SetAction(async (parsed, cancellationToken) =>
{
    var settings = new LoadSettings
    {
        Store = parsed.GetRequiredValue(store),
        Folder = parsed.GetRequiredValue(folder),
        Connection = parsed.GetValue(connection),
        Jobs = parsed.GetValue(jobs),
        Backlog = parsed.GetValue(backlog),
    };
    string name = parsed.GetRequiredValue(scenario);
    if (parsed.GetValue(child))
    {
        await MeasureHereAsync(name, settings);
        return 0;
    }

    if (parsed.GetValue(node) is { } database)
    {
        await NodeProcess.RunAsync(settings, database);
        return 0;
    }

    IReport report = parsed.GetValue(json) ? new JsonReport(Console.Out) : new TableReport(Console.Out);
    Baseline? baseline = parsed.GetValue(compare) is { } file ? Baseline.Read(file.FullName) : null;
    var all = new List<Measurement>();
    try
    {
        await using DatabaseServer? server = settings.Store == LoadSettings.Postgres
            ? await DatabaseServer.StartAsync(settings.Connection, ServerSettings.Measured, cancellationToken)
            : null;
        settings = settings with { Connection = server?.ConnectionString };
        foreach (IScenario chosen in ScenarioList.Scenarios.Where(known => name is ScenarioList.All || known.Name == name))
        {
            if (chosen.NeedsPostgres && settings.Store != LoadSettings.Postgres)
            {
                string problem = $"{chosen.Name} needs --store postgres: it is about several sessions or processes on one store.";
                if (name is not ScenarioList.All)
                {
                    throw new InvalidOperationException(problem);
                }

                Console.Error.WriteLine($"Left out: {problem}");
                continue;
            }

            foreach (Measurement median in await MeasureAsync(chosen.Name, settings, parsed.GetValue(repeat)))
            {
                report.Add(median, baseline?.RatioOf(median));
                all.Add(median);
            }
        }
    }
    catch (InvalidOperationException failure)
    {
        Console.Error.WriteLine(failure.Message);
        return 1;
    }

    if (parsed.GetValue(save) is { } target)
    {
        Baseline.Of(all).AddTo(target.FullName);
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
