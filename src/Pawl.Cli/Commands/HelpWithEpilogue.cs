using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Pawl.Cli.Commands;

/// <summary>The usual help, with examples and exit codes below it.</summary>
/// <param name="usual">What writes the usual help.</param>
/// <param name="epilogues">What to add, by command.</param>
internal sealed class HelpWithEpilogue(HelpAction usual, IReadOnlyDictionary<string, string> epilogues)
    : SynchronousCommandLineAction
{
    /// <summary>Puts it in the place of the usual help.</summary>
    /// <param name="root">The root command.</param>
    /// <param name="epilogues">What to add, by the command's name.</param>
    public static void InstallIn(Command root, IReadOnlyDictionary<string, string> epilogues)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        if (help.Action is HelpAction usual)
        {
            help.Action = new HelpWithEpilogue(usual, epilogues);
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = usual.Invoke(parseResult);
        if (epilogues.TryGetValue(parseResult.CommandResult.Command.Name, out string? epilogue))
        {
            parseResult.InvocationConfiguration.Output.WriteLine(epilogue);
        }

        return exitCode;
    }
}
