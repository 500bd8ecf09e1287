using Pawl.ReferenceModel.Chance;

namespace Pawl.Simulation.Kernel;

/// <summary>Runs everything that simulated processes do on one thread, in simulated time, in an order that a seed decides.</summary>
/// <param name="chance">Decides the order of what happens at the same instant.</param>
/// <param name="begins">The instant at which time begins; it matters to whoever knows of calendars.</param>
internal sealed class Simulator(SeededEntropy chance, DateTimeOffset begins)
{
    /// <summary>More steps than anything sane takes without time passing.</summary>
    private const int MostStepsAtAnInstant = 200_000;

    private readonly int thread = Environment.CurrentManagedThreadId;
    private readonly PriorityQueue<Work, Place> queue = new();
    private int stepsAtInstant;

    /// <summary>Ticks since the beginning; no clock that can be set.</summary>
    public long Now { get; private set; }

    /// <summary>The instant that an exact clock would show.</summary>
    public DateTimeOffset Instant => begins.AddTicks(Now);

    /// <summary>How many pieces of work were run.</summary>
    public long Steps { get; private set; }

    /// <summary>A hash over all that happened: two runs of a seed must agree.</summary>
    public ulong Trace { get; private set; } = 14695981039346656037;

    /// <summary>Posts work to run now, after what runs at present.</summary>
    public void Post(SimulatedProcess? process, SendOrPostCallback callback, object? state) => PostAt(Now, process, callback, state);

    /// <summary>Posts work to run after a while.</summary>
    /// <param name="delay">The while.</param>
    /// <param name="process">Whose work it is; null for what no process does, such as a message that travels.</param>
    /// <param name="callback">The work.</param>
    /// <param name="state">What it is given.</param>
    public void PostAfter(TimeSpan delay, SimulatedProcess? process, SendOrPostCallback callback, object? state = null) =>
        PostAt(Now + Math.Max(0, delay.Ticks), process, callback, state);

    /// <summary>Runs what is due until an instant.</summary>
    public void RunUntil(long until)
    {
        while (queue.TryPeek(out _, out Place next) && next.At <= until)
        {
            Step(queue.Dequeue(), next.At);
        }

        Now = Math.Max(Now, until);
    }

    /// <summary>Makes something part of the trace.</summary>
    public void Note(long value) => Trace = (Trace ^ (ulong)value) * 1099511628211;

    private void PostAt(long at, SimulatedProcess? process, SendOrPostCallback callback, object? state)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            throw new InvalidOperationException("Work escaped the thread of the simulation: something used the thread pool.");
        }

        // A dead process runs nothing, not even its finally blocks.
        if (process is not { IsDead: true })
        {
            // A random place among what is due at the same instant is a random interleaving.
            queue.Enqueue(new Work(process, callback, state), new Place(at, chance.NextDouble()));
        }
    }

    private void Step(Work work, long at)
    {
        if (work.Process is { IsDead: true })
        {
            return;
        }

        if (work.Process is { } paused && paused.PausedUntil > at)
        {
            PostAt(paused.PausedUntil, paused, work.Callback, work.State);
            return;
        }

        stepsAtInstant = at == Now ? stepsAtInstant + 1 : 0;
        if (stepsAtInstant > MostStepsAtAnInstant)
        {
            throw new LivelockException(MostStepsAtAnInstant);
        }

        Now = Math.Max(Now, at);
        Steps++;
        Note(Now ^ ((long)(work.Process?.Number ?? 0) << 48));
        SynchronizationContext.SetSynchronizationContext(work.Process);
        try
        {
            work.Callback(work.State);
        }
        catch (ProcessKilledException) when (work.Process is { IsDead: true })
        {
            // It died in the middle of what it did.
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }

    /// <summary>A place in the queue. Compared a dozen times for each step, so it says how itself.</summary>
    private readonly record struct Place(long At, double Order) : IComparable<Place>
    {
        public int CompareTo(Place other) =>
            At != other.At ? (At < other.At ? -1 : 1)
            : Order < other.Order ? -1
            : Order > other.Order ? 1 : 0;
    }

    /// <summary>A class, because the queue moves its entries about.</summary>
    private sealed record Work(SimulatedProcess? Process, SendOrPostCallback Callback, object? State);
}
