using System.CommandLine;
using System.CommandLine.Help;

namespace Pawl.Cli.Commands;

/// <summary>The command <c>pawl</c>.</summary>
internal static class PawlCommand
{
    private const string Epilogue =
        $"""
        Examples:
          pawl demo            135,233 real records through the engine, and an exact account of them
          pawl demo --crash    the same, while the working process is killed five times
          pawl db migrate --help

        {ExitCodes.Help}
        """;

    /// <summary>Makes the command with all commands below it.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        // No RootCommand: that one takes its name from the file, and a file pawl.dll would clash with Pawl.dll.
        var root = new Command(
            "pawl",
            "Pawl, the durable engine for background work in .NET: what was accepted moves forward, and never slips back.")
        {
            new HelpOption { Recursive = true },
            new VersionOption(),
            DemoCommand.Create(),
            DbCommand.Create(),
            DemoWorkerCommand.Create(),
        };
        HelpWithEpilogue.InstallIn(root, new Dictionary<string, string>
        {
            [root.Name] = Epilogue,
            [DemoCommand.Name] = DemoCommand.Epilogue,
            [MigrateCommand.Name] = MigrateCommand.Epilogue,
        });
        root.SetAction(_ => root.Parse("--help").Invoke());
        return root;
    }
}
