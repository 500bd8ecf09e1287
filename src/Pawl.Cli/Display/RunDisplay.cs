using System.Globalization;
using Pawl.Cli.Supervision;
using Pawl.Demo.Runs;
using Spectre.Console;

namespace Pawl.Cli.Display;

/// <summary>Shows a run: a bar that moves on a terminal, a line now and then elsewhere.</summary>
internal abstract class RunDisplay
{
    private readonly Pace pace = new(TimeProvider.System);

    /// <summary>Made by <see cref="ShowAsync"/>.</summary>
    /// <param name="records">How many records the run has.</param>
    protected RunDisplay(int records) => Records = records;

    /// <summary>How many records the run has.</summary>
    protected int Records { get; }

    /// <summary>Shows work while it lasts.</summary>
    /// <typeparam name="T">What the work yields.</typeparam>
    /// <param name="console">Where to show it.</param>
    /// <param name="records">How many records the run has.</param>
    /// <param name="work">The work.</param>
    /// <returns>What the work yielded.</returns>
    public static Task<T> ShowAsync<T>(IAnsiConsole console, int records, Func<RunDisplay, Task<T>> work) =>
        console.Profile.Capabilities.Interactive
            ? BarDisplay.ShowAsync(console, records, work)
            : work(new PlainDisplay(console, records, TimeProvider.System));

    /// <summary>Says something that stays.</summary>
    /// <param name="markup">A sentence, with markup.</param>
    public abstract void Say(string markup);

    /// <summary>Shows how far the run is.</summary>
    /// <param name="progress">The numbers.</param>
    public void Show(RunProgress progress)
    {
        pace.Add(progress.Results);
        string eta = pace.TimeFor(Records - progress.Results) is { } left
            ? left.ToString(left.TotalHours < 1 ? @"m\:ss" : @"h\:mm\:ss", CultureInfo.InvariantCulture)
            : "–";
        Show(progress, string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Results:N0}/{Records:N0} · {pace.Rate:N0}/s · {progress.Running:N0} running · "
            + $"{progress.Retrying:N0} retrying · {progress.Failed:N0} failed · ETA {eta}"));
    }

    /// <summary>Shows how far the run is.</summary>
    /// <param name="progress">The numbers.</param>
    /// <param name="text">The numbers in words.</param>
    protected abstract void Show(RunProgress progress, string text);
}
