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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How late a request may arrive.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(60);

    private enum Fate
    {
        Arrives,
        Refused,
        RequestLost,
        ReplyLost,
        Late,
    }

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
        var answer = new TaskCompletionSource<T>();
        if (Process.IsDead)
        {
            return new ValueTask<T>(answer.Task);
        }

        Fate fate = DrawFate();
        World.Stats.Count(fate != Fate.Arrives);
        switch (fate)
        {
            case Fate.Refused:
                Fail(call, answer, Travel(), new StoreUnavailableException("Simulated: the store takes nothing now."), CallOutcome.Fail);
                break;
            case Fate.RequestLost:
                Fail(call, answer, Patience, NoAnswer(), CallOutcome.Unknown);
                break;
            case Fate.Late:
                Fail(call, answer, Patience, NoAnswer(), CallOutcome.Unknown);
                TimeSpan late = Patience + (Latest * World.Faults.NextDouble());
                World.Simulator.PostAfter(late, runsUserCode ? Process : null, _ => Apply(call, ask, leases));
                break;
            default:
                World.Simulator.PostAfter(
                    Travel(), runsUserCode ? Process : null, _ => Arrive(call, answer, ask, leases, fate, cancellationToken));
                break;
        }

        return new ValueTask<T>(answer.Task);
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

    private static OutcomeUnknownException NoAnswer() => new("Simulated: no answer came.");

    /// <summary>The stores under test answer at once.</summary>
    private static T Now<T>(ValueTask<T> answer) => answer.IsCompleted
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

    private TimeSpan Travel() => World.Swarm.Latency * World.Faults.NextDouble();

    private void Arrive<T>(
        Call call,
        TaskCompletionSource<T> answer,
        Func<ValueTask<T>> ask,
        Func<T, IReadOnlyList<LeaseAnswer>>? leases,
        Fate fate,
        CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            Return(call, CallOutcome.Fail, Travel(), () => answer.TrySetCanceled(cancellationToken));
            return;
        }

        (T? result, Exception? error) = Apply(call, ask, leases);
        if (Process.IsDead)
        {
            return;
        }

        if (fate == Fate.ReplyLost)
        {
            Fail(call, answer, Patience, NoAnswer(), CallOutcome.Unknown);
        }
        else if (error is not null)
        {
            Fail(call, answer, Travel(), error, error is OutcomeUnknownException ? CallOutcome.Unknown : CallOutcome.Fail);
        }
        else
        {
            Return(call, CallOutcome.Ok, Travel(), () => answer.TrySetResult(result!));
        }
    }

    private (T? Result, Exception? Error) Apply<T>(Call call, Func<ValueTask<T>> ask, Func<T, IReadOnlyList<LeaseAnswer>>? leases)
    {
        World.Store.By = call;
        World.ReadStoreClock();
        try
        {
            T result = Now(ask());
            IReadOnlyList<LeaseAnswer> answers = leases?.Invoke(result) ?? [];
            World.Store.TellChanges(answers);
            World.History.Apply(call, World.Micros, answers);
            return (result, null);
        }
        catch (ProcessKilledException)
        {
            // The process died within its transaction, and the transaction with it.
            return default;
        }
        catch (Exception exception)
        {
            World.Store.TellChanges([]);
            return (default, exception);
        }
    }

    private void Fail<T>(Call call, TaskCompletionSource<T> answer, TimeSpan after, Exception error, CallOutcome outcome) =>
        Return(call, outcome, after, () => answer.TrySetException(error));

    private void Return(Call call, CallOutcome outcome, TimeSpan after, Action tell) =>
        World.Simulator.PostAfter(after, Process, _ =>
        {
            World.History.Return(call, World.Micros, outcome);
            tell();
        });
}
