using System.CommandLine;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using Pawl.Cli.Display;
using Pawl.Cli.Supervision;
using Pawl.Demo.Cities;
using Pawl.Demo.Runs;
using Pawl.Demo.Stores;
using Pawl.PrivatePostgres;
using Spectre.Console;

namespace Pawl.Cli.Commands;

/// <summary><c>pawl demo</c>: the main job on real input, with an exact account at the end.</summary>
internal static class DemoCommand
{
    /// <summary>Its name on the command line.</summary>
    public const string Name = "demo";

    /// <summary>What its help ends with.</summary>
    public const string Epilogue =
        $"""
        What happens:
          One job imports the data set and enqueues a job for each city. Each of those computes sunrise, sunset and the
          nearest other city, and commits its result in the transaction that completes it. A last job writes a report.
          Then every result is held against the data set. One first attempt in 500 fails on purpose, to show retries.

        Examples:
          pawl demo                              all 135,233 records
          pawl demo --crash                      with five kills at random moments
          pawl demo --crash --kills 9 --seed 7   with nine, at the moments of seed 7
          pawl demo --store postgres --nodes 4   four processes on a PostgreSQL server that is started for it
          pawl demo --records 2000 --keep        a part; keep the database for a look
          pawl demo --folder ./run1              somewhere else

        {ExitCodes.Help}
        """;

    private const int DefaultKills = 5;
    private const int MostNodes = 16;

    private static readonly string DefaultFolder = Path.Combine("artifacts", "demo");

    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var folder = new Option<string>("--folder")
        {
            Description = "Where jobs, results and report go. An interrupted run in it is resumed.",
            HelpName = "path",
            DefaultValueFactory = _ => DefaultFolder,
        };
        var store = new Option<string>("--store")
        {
            Description = "Where jobs and results are kept: one file, or a PostgreSQL server.",
            DefaultValueFactory = _ => DemoStore.Sqlite,
        };
        store.AcceptOnlyFromAmong(DemoStore.Sqlite, DemoStore.Postgres);
        var connection = new Option<string?>("--connection")
        {
            Description = "The PostgreSQL server. Unless given, one is started that ends with the demo.",
            HelpName = "string",
            DefaultValueFactory = _ => DatabaseServer.Given,
        };
        Option<int> nodes = Number("--nodes", "How many processes share the work, with --store postgres.", 1, 1, MostNodes);
        Option<int> records = Number("--records", "How many records to compute.", CityFile.ShippedCount, 1, CityFile.ShippedCount);
        var crash = new Option<bool>("--crash") { Description = "Kill a working process (SIGKILL) on the way, and start it again." };
        Option<int> kills = Number("--kills", "How often, with --crash.", DefaultKills, 1, 100);
        var seed = new Option<int?>("--seed") { Description = "Decides the moments of the kills; random unless given.", HelpName = "n" };
        var keep = new Option<bool>("--keep") { Description = "Keep the database when all is well." };

        var command = new Command(Name, "Runs the main job on real input, and accounts for every record.")
        {
            folder, store, connection, nodes, records, crash, kills, seed, keep,
        };
        command.Validators.Add(result =>
        {
            bool isAboutKills = result.GetResult(kills) is { Implicit: false } || result.GetResult(seed) is not null;
            if (isAboutKills && !result.GetValue(crash))
            {
                result.AddError("--kills and --seed say how to crash: add --crash.");
            }

            bool isSqlite = result.GetValue(store) == DemoStore.Sqlite;
            if (isSqlite && result.GetValue(nodes) > 1)
            {
                result.AddError("--nodes needs --store postgres: with sqlite, one process owns the file.");
            }

            if (isSqlite && result.GetResult(connection) is { Implicit: false })
            {
                result.AddError("--connection needs --store postgres.");
            }

            if (!isSqlite && result.GetValue(keep) && result.GetValue(connection) is null)
            {
                result.AddError("--keep needs --connection: a server that is started for the demo ends with it.");
            }
        });
        command.SetAction((commandLine, cancellationToken) => OpenAsync(
            new DemoFolder(Path.GetFullPath(commandLine.GetRequiredValue(folder))),
            commandLine.GetRequiredValue(store),
            commandLine.GetValue(connection),
            (folder, store) => new DemoSettings
            {
                Folder = folder,
                Store = store,
                Nodes = commandLine.GetValue(nodes),
                Records = commandLine.GetValue(records),
                Kills = commandLine.GetValue(crash) ? commandLine.GetValue(kills) : 0,
                Seed = commandLine.GetValue(seed) ?? RandomNumberGenerator.GetInt32(1, 1_000_000),
                KeepsDatabase = commandLine.GetValue(keep),
            },
            cancellationToken));
        return command;
    }

    private static Option<int> Number(string name, string description, int usual, int least, int most) => new(name)
    {
        Description = description,
        HelpName = "n",
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens.Single().Value, CultureInfo.InvariantCulture, out int value)
                && value >= least && value <= most)
            {
                return value;
            }

            result.AddError($"{name} is {result.Tokens.Single().Value}: use {least:N0} to {most:N0}.");
            return usual;
        },
    };

    private static async Task<int> OpenAsync(
        DemoFolder folder,
        string storeName,
        string? connection,
        Func<DemoFolder, DemoStore, DemoSettings> describe,
        CancellationToken cancellationToken)
    {
        IAnsiConsole console = Terminal.Create();
        if (!folder.TryCreate(out string? problem))
        {
            console.MarkupLineInterpolated($"[red]Cannot write to {folder.FullPath}:[/] {problem}");
            console.WriteLine("Name another folder with --folder.");
            return ExitCodes.Failed;
        }

        DemoStore store;
        try
        {
            store = await DemoStore.MakeAsync(storeName, folder, connection, cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or DbException)
        {
            console.MarkupLineInterpolated($"[red]There is no store to work on.[/] {exception.Message}");
            return ExitCodes.Failed;
        }

        await using (store)
        {
            return await RunAsync(console, describe(folder, store), cancellationToken);
        }
    }

    private static async Task<int> RunAsync(IAnsiConsole console, DemoSettings settings, CancellationToken cancellationToken)
    {
        console.MarkupLineInterpolated(
            $"[bold]{settings.Records:N0} cities[/] from GeoNames: sunrise, sunset and nearest city of each, one job a city");
        RunOutcome outcome = await RunDisplay.ShowAsync(
            console,
            settings.Records,
            display => new Supervisor(settings, display, TimeProvider.System).RunAsync(cancellationToken));
        return outcome switch
        {
            RunOutcome.Finished finished => await AccountPage.ShowAsync(console, settings, finished),
            RunOutcome.Interrupted interrupted => ShowInterrupted(console, settings, interrupted),
            RunOutcome.Broken broken => ShowBroken(console, settings, broken),
            _ => throw new InvalidOperationException($"No such outcome: {outcome}."),
        };
    }

    private static int ShowInterrupted(IAnsiConsole console, DemoSettings settings, RunOutcome.Interrupted interrupted)
    {
        console.WriteLine();
        console.MarkupLineInterpolated(
            $"[yellow]Stopped[/] at {interrupted.Progress.Results:N0} of {settings.Records:N0} results.");
        if (settings.Store.CanStay)
        {
            console.MarkupLineInterpolated($"Nothing is lost. Go on with: [bold]{settings.ResumeCommand}[/]");
        }
        else
        {
            console.WriteLine("The server that was started for it goes now, and all in it. To go on later, name one with --connection.");
        }

        return ExitCodes.Interrupted;
    }

    private static int ShowBroken(IAnsiConsole console, DemoSettings settings, RunOutcome.Broken broken)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[red]The demo could not go on.[/] {broken.Reason}");
        console.MarkupLineInterpolated($"[grey]The working processes log to {settings.Folder.LogPath}[/]");
        return ExitCodes.Failed;
    }
}
