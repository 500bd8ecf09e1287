using Pawl.Demo.Cities;
using Pawl.Demo.Runs;

namespace Pawl.Cli.Supervision;

/// <summary>What <c>pawl demo</c> was asked for.</summary>
internal sealed record DemoSettings
{
    /// <summary>Where jobs, results and report go.</summary>
    public required DemoFolder Folder { get; init; }

    /// <summary>How many records to compute.</summary>
    public required int Records { get; init; }

    /// <summary>How often to kill the working process; 0 never.</summary>
    public required int Kills { get; init; }

    /// <summary>Decides the moments of the kills.</summary>
    public required int Seed { get; init; }

    /// <summary>Whether the database stays when all is well.</summary>
    public required bool KeepsDatabase { get; init; }

    /// <summary>The command that goes on with this run.</summary>
    public string ResumeCommand =>
        $"pawl demo --folder {Folder.FullPath}" + (Records == CityFile.ShippedCount ? "" : $" --records {Records}");
}
