using System.Diagnostics.CodeAnalysis;

namespace Pawl.Simulation.Kernel;

/// <summary>One life of a simulated process: what awaits in it goes on in it, or, once it is dead, never.</summary>
/// <param name="simulator">Runs it.</param>
/// <param name="number">Its number; a process that is started again gets a new one.</param>
internal sealed class SimulatedProcess(Simulator simulator, int number) : SynchronizationContext
{
    /// <summary>Its number.</summary>
    public int Number { get; } = number;

    /// <summary>When it began, in microseconds.</summary>
    public long BeganAt { get; } = simulator.Now / TimeSpan.TicksPerMicrosecond;

    /// <summary>Killed: it runs nothing any more.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Stopped by the operating system until then, as by SIGSTOP, a long garbage collection or a sleeping machine.</summary>
    public long PausedUntil { get; private set; }

    /// <summary>Kills it, as by SIGKILL.</summary>
    public void Kill() => IsDead = true;

    /// <summary>Ends what runs at this moment in a process that was just killed. It goes on in the grave, so whoever awaits it is not
    /// called back at once, level by level, but posted to the dead process, which runs nothing.</summary>
    [DoesNotReturn]
    public static void Unwind()
    {
        SetSynchronizationContext(new Grave());
        throw new ProcessKilledException();
    }

    /// <summary>Pauses it.</summary>
    public void Pause(TimeSpan duration) => PausedUntil = Math.Max(PausedUntil, simulator.Now + duration.Ticks);

    /// <summary>Wakes it from its pause.</summary>
    public void Wake() => PausedUntil = 0;

    /// <summary>Begins something within the process.</summary>
    public void Begin(Func<Task> work) => simulator.Post(this, _ => work(), null);

    public override void Post(SendOrPostCallback d, object? state) => simulator.Post(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Nothing in the engine may wait for another thread.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Where nothing goes on.</summary>
    private sealed class Grave : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
