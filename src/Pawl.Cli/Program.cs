using System.CommandLine;
using System.CommandLine.Invocation;
using Pawl.Cli.Commands;

// Long enough for the working process to end its jobs in peace after Ctrl+C.
var settings = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(1) };

ParseResult commandLine = PawlCommand.Create().Parse(args);
if (commandLine.Action is ParseErrorAction mistake)
{
    mistake.ShowHelp = false;
}

int exitCode = await commandLine.InvokeAsync(settings);
return commandLine.Errors.Count > 0 ? ExitCodes.Usage : exitCode;
