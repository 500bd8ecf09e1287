using Pawl.Cli.Display;
using Pawl.Demo.Runs;

namespace Pawl.Cli.Supervision;

/// <summary>Starts the working processes, watches them, kills one when the plan says so, and starts it again until no job is
/// left. It never opens the store itself: a file has one owner.</summary>
internal sealed class Supervisor(DemoSettings settings, RunDisplay display, TimeProvider clock)
{
    private readonly KillPlan plan = KillPlan.Draw(settings.Kills, settings.Records, settings.Seed);
    private readonly TaskCompletionSource hasBegun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private RunProgress progress = new();
    private long? resultsBefore;

    /// <summary>Sees the run through.</summary>
    /// <param name="cancellationToken">Asks the working processes to stop.</param>
    /// <returns>How it ended.</returns>
    public async Task<RunOutcome> RunAsync(CancellationToken cancellationToken)
    {
        long startedAt = clock.GetTimestamp();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // The first makes the tables and begins the run; the others join it.
        Task<string?> first = WorkAsync(0, stop);
        await Task.WhenAny(hasBegun.Task, first);
        string?[] problems = await Task.WhenAll(
            Enumerable.Range(1, settings.Nodes - 1).Select(node => WorkAsync(node, stop)).Prepend(first));

        if (cancellationToken.IsCancellationRequested && !progress.IsFinished)
        {
            return new RunOutcome.Interrupted(progress);
        }

        return Array.Find(problems, problem => problem is not null) is { } reason
            ? new RunOutcome.Broken(reason)
            : new RunOutcome.Finished(
                progress, progress.Results - resultsBefore.GetValueOrDefault(), clock.GetElapsedTime(startedAt), plan.Made);
    }

    /// <summary>Keeps one of the processes at work until no job is left.</summary>
    /// <returns>What went wrong; null when nothing did.</returns>
    private async Task<string?> WorkAsync(int node, CancellationTokenSource stop)
    {
        while (true)
        {
            using WorkerProcess worker = WorkerProcess.Start(settings);
            Ending ending;
            using (stop.Token.Register(worker.AskToStop))
            {
                ending = await WatchAsync(worker, node, stop.Token);
            }

            int exitCode = await worker.WaitForExitAsync();
            if (ending.IsKilled && !stop.IsCancellationRequested)
            {
                continue;
            }

            if (ending.IsFinished || ending.IsKilled || (ending.Reason is null && stop.IsCancellationRequested))
            {
                return null;
            }

            await stop.CancelAsync();
            return ending.Reason ?? $"A working process ended by itself, with exit code {exitCode}.";
        }
    }

    private async Task<Ending> WatchAsync(WorkerProcess worker, int node, CancellationToken cancellationToken)
    {
        var ending = new Ending();
        await foreach (WorkerMessage message in worker.ReadAsync())
        {
            // What is in the pipe of a process that was killed is old.
            if (!ending.IsKilled)
            {
                lock (gate)
                {
                    ending = Take(message, worker, node, ending, cancellationToken);
                }
            }
        }

        return ending;
    }

    private Ending Take(WorkerMessage message, WorkerProcess worker, int node, Ending ending, CancellationToken cancellationToken)
    {
        switch (message.Kind)
        {
            case WorkerMessageKind.Refused:
                return ending with { Reason = message.Reason };
            case WorkerMessageKind.Importing:
                ShowImport(worker, message.Checkpoint.GetValueOrDefault());
                return ending;
        }

        // Messages of several processes overtake each other.
        if (message.Progress.Imported + message.Progress.Results >= progress.Imported + progress.Results)
        {
            progress = message.Progress;
        }

        if (message is { Kind: WorkerMessageKind.Started, Date: { } date })
        {
            ShowStart(worker, date);
        }

        display.Show(progress);
        bool isItsTurn = plan.Made % settings.Nodes == node;
        if (message.Kind == WorkerMessageKind.Progress && isItsTurn && !cancellationToken.IsCancellationRequested
            && plan.TryTake(progress))
        {
            worker.Kill();
            display.Say(
                $"[red]✗[/] Killed process {worker.Id} [grey](SIGKILL {plan.Made} of {plan.Planned})[/]: "
                + $"{progress.Imported:N0} imported, {progress.Results:N0} results");
            return ending with { IsKilled = true };
        }

        return ending with { IsFinished = message.Kind == WorkerMessageKind.Finished };
    }

    private void ShowStart(WorkerProcess worker, DateOnly date)
    {
        resultsBefore ??= progress.Results;
        string verb = !hasBegun.TrySetResult() || progress.Imported > 0 ? "resumes" : "begins";
        display.Say(
            $"[green]▸[/] Process {worker.Id} {verb} the run of {date:yyyy-MM-dd}: "
            + $"{(progress.IsImporting ? "import not done" : "import done")}, "
            + $"{progress.Results:N0} results, {progress.Queued + progress.Running + progress.Retrying:N0} jobs to do");
    }

    private void ShowImport(WorkerProcess worker, int row) => display.Say(
        row == 0
            ? $"[green]▸[/] Process {worker.Id} begins the import"
            : $"[green]▸[/] Process {worker.Id} goes on with the import at row {row:N0}");

    private readonly record struct Ending(bool IsKilled, bool IsFinished, string? Reason);
}
