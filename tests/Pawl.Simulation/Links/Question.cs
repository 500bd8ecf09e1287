using Pawl.Checker.Histories;
using Pawl.Simulation.Kernel;
using Pawl.Simulation.Running;
using Pawl.Storage;

namespace Pawl.Simulation.Links;

/// <summary>What is posted for a question: it arrives, perhaps too late for its caller, and its answer returns.</summary>
internal abstract class Question
{
    protected static readonly SendOrPostCallback Arrival = static question => ((Question)question!).Arrive();

    protected static readonly SendOrPostCallback LateArrival = static question => ((Question)question!).Apply();

    protected static readonly SendOrPostCallback Homecoming = static question => ((Question)question!).Return();

    protected abstract void Arrive();

    protected abstract void Apply();

    protected abstract void Return();
}

/// <summary>One call on its way to the store and back: an object of its own, because half of what a simulation does is this.</summary>
internal sealed class Question<T>(
    Line line,
    Call call,
    Func<ValueTask<T>> ask,
    Func<T, IReadOnlyList<LeaseAnswer>>? leases,
    SimulatedProcess? runsIn,
    CancellationToken cancellationToken) : Question
{
    /// <summary>How late a request may arrive.</summary>
    private static readonly TimeSpan Latest = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource<T> answer = new();
    private bool isReplyLost;
    private CallOutcome outcome;
    private T? result;
    private Exception? error;

    /// <summary>What its caller waits for.</summary>
    public Task<T> Answer => answer.Task;

    private World World => line.World;

    /// <summary>Lets it meet its fate.</summary>
    public void Send(Fate fate)
    {
        switch (fate)
        {
            case Fate.Refused:
                Fail(CallOutcome.Fail, line.Travel(), new StoreUnavailableException("Simulated: the store takes nothing now."));
                break;
            case Fate.RequestLost:
                GiveUp();
                break;
            case Fate.Late:
                GiveUp();
                World.Simulator.PostAfter(Line.Patience + (Latest * World.Faults.NextDouble()), runsIn, LateArrival, this);
                break;
            default:
                isReplyLost = fate == Fate.ReplyLost;
                World.Simulator.PostAfter(line.Travel(), runsIn, Arrival, this);
                break;
        }
    }

    protected override void Arrive()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            Fail(CallOutcome.Fail, line.Travel(), new OperationCanceledException(cancellationToken));
            return;
        }

        Apply();
        if (isReplyLost)
        {
            GiveUp();
        }
        else if (error is not null)
        {
            Fail(error is OutcomeUnknownException ? CallOutcome.Unknown : CallOutcome.Fail, line.Travel(), error);
        }
        else
        {
            Return(CallOutcome.Ok, line.Travel());
        }
    }

    /// <summary>The store does it.</summary>
    protected override void Apply()
    {
        World.Store.By = call;
        World.ReadStoreClock();
        try
        {
            result = Line.Now(ask());
            IReadOnlyList<LeaseAnswer> answers = leases?.Invoke(result) ?? [];
            World.Store.TellChanges(answers);
            World.History.Apply(call, World.Micros, answers);
        }
        catch (ProcessKilledException)
        {
            // The process died within its transaction, and the transaction with it.
        }
        catch (Exception exception)
        {
            World.Store.TellChanges([]);
            error ??= exception;
        }
    }

    protected override void Return()
    {
        World.History.Return(call, World.Micros, outcome);
        if (error is null)
        {
            answer.SetResult(result!);
        }
        else if (error is OperationCanceledException)
        {
            answer.SetCanceled(cancellationToken);
        }
        else
        {
            answer.SetException(error);
        }
    }

    /// <summary>The caller hears nothing.</summary>
    private void GiveUp() => Fail(CallOutcome.Unknown, Line.Patience, new OutcomeUnknownException("Simulated: no answer came."));

    private void Fail(CallOutcome known, TimeSpan after, Exception why)
    {
        error = why;
        Return(known, after);
    }

    private void Return(CallOutcome known, TimeSpan after)
    {
        outcome = known;
        World.Simulator.PostAfter(after, line.Process, Homecoming, this);
    }
}
