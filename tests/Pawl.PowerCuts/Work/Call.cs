using Pawl.PowerCuts.Judging;
using Pawl.Storage;

namespace Pawl.PowerCuts.Work;

/// <summary>A call to the store, and what its answer promises.</summary>
internal sealed class Call(int number, string name, CallKind kind = CallKind.None)
{
    public int Number { get; } = number;

    public CallKind Kind { get; } = kind;

    public CallOutcome Outcome { get; private set; }

    /// <summary>Why it has failed.</summary>
    public Exception? Failure { get; private set; }

    public List<Expectation> Expectations { get; } = [];

    public List<(long Job, long Token)> Effects { get; } = [];

    public List<long> Markers { get; } = [];

    /// <summary>Whether the answer promises that something survives a power cut.</summary>
    public bool IsPromise { get; set; }

    /// <summary>What happens as soon as the caller has the answer.</summary>
    public required Action<Call> OnAnswer { get; init; }

    public void Expect(long job, string means, Func<StoredJob?, StoredJob?, bool> holds)
    {
        Expectations.Add(new Expectation(job, means, holds));
        IsPromise = true;
    }

    public async Task RunAsync(Func<Call, ValueTask> body)
    {
        try
        {
            await body(this);
            Outcome = CallOutcome.Done;
        }
        catch (OutcomeUnknownException exception)
        {
            Fail(CallOutcome.Unknown, exception);
        }
        catch (StoreException exception)
        {
            Fail(CallOutcome.NotDone, exception);
        }
        catch (Exception exception)
        {
            Fail(CallOutcome.Nonsense, exception);
        }

        OnAnswer(this);
    }

    public override string ToString() => $"call {Number} ({name}): {Outcome}";

    private void Fail(CallOutcome outcome, Exception exception)
    {
        Outcome = outcome;
        Failure = exception;
        Expectations.Clear();
        Effects.Clear();
        Markers.Clear();
    }
}
