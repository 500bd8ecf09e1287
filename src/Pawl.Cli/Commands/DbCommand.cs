using System.CommandLine;

namespace Pawl.Cli.Commands;

/// <summary><c>pawl db</c>: what is done to a store itself, without a server.</summary>
internal static class DbCommand
{
    /// <summary>Its name on the command line.</summary>
    public const string Name = "db";

    /// <summary>Makes the command.</summary>
    /// <returns>The command.</returns>
    public static Command Create()
    {
        var command = new Command(Name, "Looks after the store itself.") { MigrateCommand.Create() };
        command.SetAction(parsed => parsed.RootCommandResult.Command.Parse([Name, "--help"]).Invoke());
        return command;
    }
}
