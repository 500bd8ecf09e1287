using Spectre.Console;

namespace Pawl.Cli.Display;

/// <summary>The console that people, files and pipes can all read.</summary>
internal static class Terminal
{
    // Whoever reads a file or a pipe breaks lines, or not, as they like.
    private const int WidthOfNoScreen = 200;

    /// <summary>Makes it: colours and moving bars on a terminal, plain lines elsewhere.</summary>
    /// <returns>The console.</returns>
    public static IAnsiConsole Create()
    {
        bool isScreen = !Console.IsOutputRedirected;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isScreen ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = isScreen ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!isScreen)
        {
            console.Profile.Width = WidthOfNoScreen;
        }

        return console;
    }
}
