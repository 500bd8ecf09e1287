using System.CommandLine;
using Pawl.Demo.Runs;

namespace Pawl.Cli.Commands;

/// <summary>The working process of <see cref="DemoCommand"/>, which starts it, watches it, and kills it. Not for people.</summary>
internal static class DemoWorkerCommand
{
    /// <summary>Its name on the command line.</summary>
    public const string Name = "demo-worker";

    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var folder = new Option<string>("--folder") { Required = true };
        var records = new Option<int>("--records") { Required = true };
        var command = new Command(Name) { folder, records };
        command.Hidden = true;
        command.SetAction((commandLine, cancellationToken) => DemoWorker.RunAsync(
            new DemoFolder(commandLine.GetRequiredValue(folder)),
            commandLine.GetRequiredValue(records),
            TimeProvider.System,
            cancellationToken));
        return command;
    }
}
