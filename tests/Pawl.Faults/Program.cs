using System.CommandLine;
using System.Security.Cryptography;
using Pawl.Faults.Rows;
using Pawl.Faults.Running;

var tier = new Option<int>("--tier") { Description = "0: what every change runs; 1: what every release runs, too." };
var names = new Option<string[]>("--row") { Description = "A row, such as F-12; may be given again.", DefaultValueFactory = _ => [] };
var store = new Option<StoreKind?>("--store") { Description = "sqlite or postgres; both by default." };
var seed = new Option<int?>("--seed") { Description = "What chance draws from; a fresh one by default." };
var list = new Option<bool>("--list") { Description = "Names the rows and runs none." };
var command = new RootCommand("Breaks real processes, connections and disks, and judges what is left.") { tier, names, store, seed, list };
command.SetAction(async (parsed, cancellationToken) =>
{
    string[] wanted = parsed.GetValue(names) ?? [];
    Row[] rows = [.. RowBook.All.Where(row => wanted.Length > 0 ? wanted.Contains(row.Name) : row.Tier <= parsed.GetValue(tier))];
    if (parsed.GetValue(list))
    {
        foreach (Row row in RowBook.All)
        {
            Console.WriteLine($"{row.Name} tier {row.Tier} {string.Join(" and ", row.Stores),-19} {row.Fault}");
        }
    }

    foreach ((string name, string why) in RowBook.Elsewhere.Where(_ => wanted.Length == 0))
    {
        Console.WriteLine($"{name} {why}");
    }

    return parsed.GetValue(list)
        ? 0
        : await new Campaign(Console.Out).RunAsync(
            rows, parsed.GetValue(store), parsed.GetValue(seed) ?? RandomNumberGenerator.GetInt32(1, 1_000_000), cancellationToken);
});
return await command.Parse(args).InvokeAsync();
