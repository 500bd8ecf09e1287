namespace Pawl.Hosting.Threads;

/// <summary>A thread of its own for the heart. User code that blocks every thread of the pool can delay handlers, but it
/// must not make a live node look dead: everything the heart awaits, its timers included, comes back to this thread.</summary>
internal sealed class HeartThread
{
    private readonly Pump pump;

    /// <summary>Makes a thread that is not running yet.</summary>
    /// <param name="clock">The clock of the process.</param>
    public HeartThread(TimeProvider clock)
    {
        pump = new Pump(clock);
        Clock = new PumpTimeProvider(clock, pump);
    }

    /// <summary>The same time, with timers that fire on the thread.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Runs work on the thread until it ends. For one call.</summary>
    /// <param name="work">The work.</param>
    /// <returns>Ends as the work ends.</returns>
    public Task RunAsync(Func<Task> work)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(pump);
            Task running = EndAfterAsync(work);
            pump.Run();
            ended.SetFromTask(running);
        })
        {
            IsBackground = true,
            Name = "pawl heart",
        };
        thread.Start();
        return ended.Task;
    }

    private async Task EndAfterAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        finally
        {
            pump.End();
        }
    }
}
