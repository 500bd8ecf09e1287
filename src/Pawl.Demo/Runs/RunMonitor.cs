namespace Pawl.Demo.Runs;

/// <summary>Tells the watching process how far the run is, until no job is left.</summary>
internal sealed class RunMonitor(IJobClient jobs, TextWriter output, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    /// <summary>Follows a run to its end.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>The watch.</returns>
    public async Task FollowAsync(DemoRun run, CancellationToken cancellationToken)
    {
        RunProgress progress = RunProgress.Of(await jobs.CountAsync(cancellationToken));
        Say(new WorkerMessage(WorkerMessageKind.Started, progress) { Date = run.Date });

        using var timer = new PeriodicTimer(Interval, clock);
        while (!progress.IsFinished)
        {
            await timer.WaitForNextTickAsync(cancellationToken);
            progress = RunProgress.Of(await jobs.CountAsync(cancellationToken));
            Say(new WorkerMessage(WorkerMessageKind.Progress, progress));
        }

        Say(new WorkerMessage(WorkerMessageKind.Finished, progress));
    }

    /// <summary>Tells the watching process that this one runs the import.</summary>
    /// <param name="row">The row that it begins with.</param>
    public void TellImport(int row) =>
        Say(new WorkerMessage(WorkerMessageKind.Importing, new RunProgress()) { Checkpoint = row });

    /// <summary>Tells the watching process that there is no work to be done.</summary>
    /// <param name="reason">Why, and what to do about it.</param>
    public void Refuse(string reason) =>
        Say(new WorkerMessage(WorkerMessageKind.Refused, new RunProgress()) { Reason = reason });

    private void Say(WorkerMessage message)
    {
        output.WriteLine(message.ToLine());
        output.Flush();
    }
}
