using Pawl.Demo.Runs;
using Spectre.Console;

namespace Pawl.Cli.Display;

/// <summary>A bar that moves, for terminals.</summary>
internal sealed class BarDisplay : RunDisplay
{
    private readonly IAnsiConsole console;
    private readonly ProgressTask bar;

    private BarDisplay(IAnsiConsole console, int records, ProgressTask bar)
        : base(records)
    {
        this.console = console;
        this.bar = bar;
    }

    /// <summary>Shows work while it lasts.</summary>
    /// <typeparam name="T">What the work yields.</typeparam>
    /// <param name="console">Where to show it.</param>
    /// <param name="records">How many records the run has.</param>
    /// <param name="work">The work.</param>
    /// <returns>What the work yielded.</returns>
    public static new Task<T> ShowAsync<T>(IAnsiConsole console, int records, Func<RunDisplay, Task<T>> work) =>
        console.Progress()
            .Columns(new ProgressBarColumn { Width = 20 }, new PercentageColumn(), new TaskDescriptionColumn())
            .StartAsync(context => work(new BarDisplay(console, records, context.AddTask("starting", maxValue: records))));

    /// <inheritdoc/>
    public override void Say(string markup) => console.MarkupLine(markup);

    /// <inheritdoc/>
    protected override void Show(RunProgress progress, string text)
    {
        bar.Value = progress.Results;
        bar.Description = text;
    }
}
