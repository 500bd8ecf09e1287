using Pawl.ReferenceModel.Chance;
using Pawl.ReferenceModel.Time;

namespace Pawl.Engine.Tests.World;

/// <summary>Runs everything that simulated processes do on one thread, in an order that a seed decides; time moves only
/// when a test says so.</summary>
internal sealed class Pump(ManualClock clock, SeededEntropy? order = null)
{
    private readonly Thread owner = Thread.CurrentThread;
    private readonly List<(ProcessContext Process, SendOrPostCallback Callback, object? State)> ready = [];

    /// <summary>What ran on another thread, which no simulator could own.</summary>
    private string? escaped;

    public ManualClock Clock { get; } = clock;

    public void Post(ProcessContext process, SendOrPostCallback callback, object? state)
    {
        lock (ready)
        {
            if (Thread.CurrentThread != owner)
            {
                escaped ??= Environment.StackTrace;
            }

            ready.Add((process, callback, state));
        }
    }

    /// <summary>Runs until nothing is left to do without time passing.</summary>
    public void RunUntilIdle()
    {
        do
        {
            while (TryTake() is var (process, callback, state))
            {
                process.Run(callback, state);
            }
        }
        while (FireTimersThatAreDue());
        Assert.Null(escaped);
    }

    /// <summary>Lets time pass, from one timer to the next, and runs what each sets off.</summary>
    public void Advance(TimeSpan by)
    {
        RunUntilIdle();
        for (TimeSpan left = by; left > TimeSpan.Zero;)
        {
            TimeSpan step = Clock.NextTimerIn is { } next && next < left ? next : left;
            Clock.Advance(step);
            RunUntilIdle();
            left -= step;
        }
    }

    private bool FireTimersThatAreDue()
    {
        if (Clock.NextTimerIn is not { } next || next > TimeSpan.Zero)
        {
            return false;
        }

        Clock.Advance(TimeSpan.Zero);
        return true;
    }

    private (ProcessContext Process, SendOrPostCallback Callback, object? State)? TryTake()
    {
        lock (ready)
        {
            if (ready.Count == 0)
            {
                return null;
            }

            int index = order?.Next(0, ready.Count) ?? 0;
            var taken = ready[index];
            ready.RemoveAt(index);
            return taken;
        }
    }
}
