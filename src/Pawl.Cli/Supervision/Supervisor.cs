using Pawl.Cli.Display;
using Pawl.Demo.Runs;

namespace Pawl.Cli.Supervision;

/// <summary>Starts the working process, watches it, kills it when the plan says so, and starts it again until no job is
/// left. It never opens the store itself: a file has one owner.</summary>
internal sealed class Supervisor(DemoSettings settings, RunDisplay display, TimeProvider clock)
{
    private readonly KillPlan plan = KillPlan.Draw(settings.Kills, settings.Records, settings.Seed);
    private RunProgress progress = new();
    private long? resultsBefore;

    /// <summary>Sees the run through.</summary>
    /// <param name="cancellationToken">Asks the working process to stop.</param>
    /// <returns>How it ended.</returns>
    public async Task<RunOutcome> RunAsync(CancellationToken cancellationToken)
    {
        long startedAt = clock.GetTimestamp();
        while (true)
        {
            using WorkerProcess worker = WorkerProcess.Start(settings);
            Ending ending;
            using (cancellationToken.Register(worker.AskToStop))
            {
                ending = await WatchAsync(worker, cancellationToken);
            }

            int exitCode = await worker.WaitForExitAsync();
            if (ending.IsKilled)
            {
                continue;
            }

            return ending switch
            {
                { Reason: { } reason } => new RunOutcome.Broken(reason),
                { IsFinished: true } => new RunOutcome.Finished(
                    progress, progress.Results - resultsBefore.GetValueOrDefault(), clock.GetElapsedTime(startedAt), plan.Made),
                _ when cancellationToken.IsCancellationRequested => new RunOutcome.Interrupted(progress),
                _ => new RunOutcome.Broken($"The working process ended by itself, with exit code {exitCode}."),
            };
        }
    }

    private async Task<Ending> WatchAsync(WorkerProcess worker, CancellationToken cancellationToken)
    {
        var ending = new Ending();
        await foreach (WorkerMessage message in worker.ReadAsync())
        {
            if (ending.IsKilled)
            {
                // What was in the pipe when it died.
                continue;
            }

            progress = message.Kind is WorkerMessageKind.Refused ? progress : message.Progress;
            ending = message.Kind switch
            {
                WorkerMessageKind.Finished => ending with { IsFinished = true },
                WorkerMessageKind.Refused => ending with { Reason = message.Reason },
                _ => ending,
            };
            Show(worker, message);
            if (message.Kind == WorkerMessageKind.Progress && !cancellationToken.IsCancellationRequested && plan.TryTake(progress))
            {
                worker.Kill();
                ending = ending with { IsKilled = true };
                display.Say(
                    $"[red]✗[/] Killed process {worker.Id} [grey](SIGKILL {plan.Made} of {plan.Planned})[/]: "
                    + $"{progress.Imported:N0} imported, {progress.Results:N0} results");
            }
        }

        return ending;
    }

    private void Show(WorkerProcess worker, WorkerMessage message)
    {
        if (message is { Kind: WorkerMessageKind.Started, Date: { } date })
        {
            bool isNew = message.Progress.Imported == 0 && message.Checkpoint is null;
            string import = message switch
            {
                { Progress.IsImporting: false } => "import done",
                { Checkpoint: { } row } => $"import goes on at row {row:N0}",
                _ => "import begins",
            };
            display.Say(
                $"[green]▸[/] Process {worker.Id} {(isNew ? "begins" : "resumes")} the run of {date:yyyy-MM-dd}: {import}, "
                + $"{progress.Results:N0} results, {progress.Queued + progress.Running + progress.Retrying:N0} jobs to do");
            resultsBefore ??= progress.Results;
        }

        display.Show(progress);
    }

    private readonly record struct Ending(bool IsKilled, bool IsFinished, string? Reason);
}
