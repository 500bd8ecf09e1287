using Pawl.Demo.Cities;
using Pawl.Demo.Runs;
using Pawl.Demo.Stores;

namespace Pawl.Cli.Supervision;

/// <summary>What <c>pawl demo</c> was asked for.</summary>
internal sealed record DemoSettings
{
    /// <summary>Where the report and the log go, and the store if it is a file.</summary>
    public required DemoFolder Folder { get; init; }

    /// <summary>Where jobs and results are.</summary>
    public required DemoStore Store { get; init; }

    /// <summary>How many processes share the work.</summary>
    public required int Nodes { get; init; }

    /// <summary>How many records to compute.</summary>
    public required int Records { get; init; }

    /// <summary>How often to kill a working process; 0 never.</summary>
    public required int Kills { get; init; }

    /// <summary>Decides the moments of the kills.</summary>
    public required int Seed { get; init; }

    /// <summary>Whether the database stays when all is well.</summary>
    public required bool KeepsDatabase { get; init; }

    /// <summary>The command that goes on with this run.</summary>
    public string ResumeCommand =>
        $"pawl demo --folder {Folder.FullPath}"
        + (Records == CityFile.ShippedCount ? "" : $" --records {Records}")
        + (Store is SqliteDemoStore ? "" : " --store postgres")
        + (Nodes == 1 ? "" : $" --nodes {Nodes}");
}
