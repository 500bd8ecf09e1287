using Pawl.Checker.Histories;
using Pawl.Simulation.Faults;
using Pawl.Simulation.Kernel;
using Pawl.Simulation.Running;
using Pawl.Storage;

namespace Pawl.Simulation.Links;

/// <summary>A process's way to the store. Requests and answers travel, and some are lost, late or refused; each call is told to
/// the history with what its caller learns of it.</summary>
internal sealed class Line(World world, SimulatedProcess process)
{
    /// <summary>How long a caller waits for an answer that does not come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Whether nothing gets through at present.</summary>
    public bool IsCut { get; set; }

    public SimulatedProcess Process { get; } = process;

    public World World { get; } = world;

    /// <summary>Tells the history that a call begins.</summary>
    public Call Begin(string operation, IReadOnlyList<JobRequest>? requests = null, string queue = "") => Process.IsDead
        ? new Call(0, Process.Number, operation, World.Micros)
        : World.History.Invoke(Process.Number, operation, World.Micros, requests, queue);

    /// <summary>Asks the store for a change.</summary>
    /// <param name="call">What the history knows of the call.</param>
    /// <param name="ask">Asks; runs at the moment that the request arrives.</param>
    /// <param name="leases">The leases in an answer.</param>
    /// <param name="runsUserCode">Whether code of this process runs within the store's transaction, so that the transaction ends
    /// with the process.</param>
    /// <param name="cancellationToken">Ends the wait, as long as the request has not arrived.</param>
    public ValueTask<T> AskAsync<T>(
        Call call,
        Func<ValueTask<T>> ask,
        Func<T, IReadOnlyList<LeaseAnswer>>? leases = null,
        bool runsUserCode = false,
        CancellationToken cancellationToken = default)
    {
        var question = new Question<T>(this, call, ask, leases, runsUserCode ? Process : null, cancellationToken);
        if (!Process.IsDead)
        {
            Fate fate = DrawFate();
            World.Stats.Count(fate != Fate.Arrives);
            question.Send(fate);
        }

        return new ValueTask<T>(question.Answer);
    }

    /// <summary>Asks the store for a change that has no answer but that it is done.</summary>
    public ValueTask DoAsync(Call call, Func<ValueTask> ask, bool runsUserCode = false, CancellationToken cancellationToken = default) =>
        new(AskAsync(
            call,
            async () =>
            {
                await ask();
                return true;
            },
            leases: null,
            runsUserCode,
            cancellationToken).AsTask());

    /// <summary>Asks the store for something that changes nothing.</summary>
    public async ValueTask<T> ReadAsync<T>(Func<ValueTask<T>> ask)
    {
        var answer = new TaskCompletionSource<T>();
        Fate fate = DrawFate();
        World.Stats.Count(fate != Fate.Arrives);
        if (Process.IsDead)
        {
            return await answer.Task;
        }

        if (fate != Fate.Arrives)
        {
            World.Simulator.PostAfter(Patience, Process, _ => answer.SetException(new StoreUnavailableException("Simulated: no answer.")));
        }
        else
        {
            World.Simulator.PostAfter(Travel(), null, _ =>
            {
                World.ReadStoreClock();
                T result = Now(ask());
                World.Simulator.PostAfter(Travel(), Process, _ => answer.SetResult(result));
            });
        }

        return await answer.Task;
    }

    /// <summary>How long a message is on its way.</summary>
    public TimeSpan Travel() => World.Swarm.Latency * World.Faults.NextDouble();

    /// <summary>The stores under test answer at once.</summary>
    public static T Now<T>(ValueTask<T> answer) => answer.IsCompleted
        ? answer.GetAwaiter().GetResult()
        : throw new InvalidOperationException("A store under simulation must answer on the caller's thread.");

    private Fate DrawFate()
    {
        if (IsCut)
        {
            return Fate.RequestLost;
        }

        Swarm swarm = World.Swarm;
        double drawn = World.IsHealed ? 1 : World.Faults.NextDouble();
        return (drawn -= swarm.Refused) < 0 ? Fate.Refused
            : (drawn -= swarm.LostRequests) < 0 ? Fate.RequestLost
            : (drawn -= swarm.LostReplies) < 0 ? Fate.ReplyLost
            : drawn - swarm.LateRequests < 0 ? Fate.Late
            : Fate.Arrives;
    }
}
