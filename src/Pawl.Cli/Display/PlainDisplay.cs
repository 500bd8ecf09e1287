using Pawl.Demo.Runs;
using Spectre.Console;

namespace Pawl.Cli.Display;

/// <summary>Lines, for files and pipes.</summary>
internal sealed class PlainDisplay(IAnsiConsole console, int records, TimeProvider clock) : RunDisplay(records)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private long shownAt = clock.GetTimestamp();

    /// <inheritdoc/>
    public override void Say(string markup) => console.MarkupLine(markup);

    /// <inheritdoc/>
    protected override void Show(RunProgress progress, string text)
    {
        if (clock.GetElapsedTime(shownAt) >= Interval)
        {
            shownAt = clock.GetTimestamp();
            console.WriteLine("  " + text);
        }
    }
}
