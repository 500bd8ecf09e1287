using Pawl.PowerCuts.Disk;
using Pawl.PowerCuts.Judging;
using Pawl.PowerCuts.Work;

namespace Pawl.PowerCuts.Runs;

/// <summary>Does the same work again and again, and each time lets another operation of the disk fail, in each way that it can;
/// then opens the store again, and cuts the power on the way.</summary>
internal sealed class ErrorRun
{
    private static readonly TrialSettings Settings = new() { FramesBeforeCheckpoint = 16, ImagesPerDrain = 0 };

    private readonly List<DiskOperation> operations = [];
    private readonly List<Snapshot> states = [];

    public ErrorRun(ulong seed)
    {
        Seed = seed;
        using var trial = new Trial(seed, Settings with { Faults = Record }) { TakesImages = false };
        Work(trial);
        Invariant.Require(trial.Violations.Count == 0, $"The work of seed {seed} breaks promises without any error: {trial.Violations}.");
        for (int number = 0; number <= trial.States.Count; number++)
        {
            states.Add(trial.States[number]);
        }
    }

    /// <summary>What the work is drawn from.</summary>
    public ulong Seed { get; }

    /// <summary>How many operations the work takes when nothing fails.</summary>
    public int Operations => operations.Count;

    /// <summary>What was done.</summary>
    public Tally Tally { get; } = new();

    /// <summary>How many errors were injected of each kind.</summary>
    public SortedDictionary<string, long> Injected { get; } = new(StringComparer.Ordinal);

    /// <summary>What the operations are, when nothing fails.</summary>
    public IReadOnlyList<DiskOperation> Sequence => operations;

    /// <summary>The ways in which an operation can fail.</summary>
    public IEnumerable<ErrorKind> KindsAt(int number) => ErrorKind.All.Where(kind => kind.Operation == operations[number - 1]);

    /// <summary>Lets one operation fail.</summary>
    /// <param name="number">Which, from 1.</param>
    /// <param name="kind">How.</param>
    /// <returns>The first promise that was broken.</returns>
    public Violation? Run(int number, ErrorKind kind)
    {
        long left = kind.Lasts;
        using var trial = new Trial(Seed, Settings) { TakesImages = false };
        trial.Disk.Faults = FailOne;
        Injected[kind.ToString()] = Injected.GetValueOrDefault(kind.ToString()) + 1;
        Work(trial);
        if (trial.Violations.Count == 0)
        {
            Aftermath(trial, kind);
        }

        Tally.Add(trial.Tally);
        return trial.Violations.Count == 0
            ? null
            : trial.Violations[0] with { Where = $"operation {number} ({kind}), {trial.Violations[0].Where}" };

        Fault FailOne(DiskOperation operation, string path, long at)
        {
            bool isHit = at == number || (at > number && operation == kind.Operation && left-- > 0);
            if (isHit)
            {
                trial.TakesImages = true;
            }

            return isHit ? kind.Fault : Fault.None;
        }
    }

    /// <summary>A little of everything: creation, calls together and alone, checkpoints, a reader that holds the log back, and a second
    /// opening. Ends early when the store has stopped.</summary>
    private static void Work(Trial trial)
    {
        Action[] parts =
        [
            trial.Open,
            .. Enumerable.Repeat<Action>(trial.CallSome, 9),
            trial.StepUnderReader,
            .. Enumerable.Repeat<Action>(trial.CallSome, 2),
            trial.Close,
            trial.Open,
            .. Enumerable.Repeat<Action>(trial.CallSome, 3),
        ];
        foreach (Action part in parts)
        {
            part();
            if (trial.HasStopped || trial.OpeningFailure is not null || trial.Violations.Count > 0)
            {
                break;
            }
        }
    }

    private void Aftermath(Trial trial, ErrorKind kind)
    {
        int stoppedAt = trial.States.Count;
        if (trial.HasStopped)
        {
            if (kind.IsFull)
            {
                trial.Blame("after a full disk", "a store that goes on", "one that has stopped itself");
            }

            RequireRefusal(trial);
        }

        trial.Close();
        trial.Disk.Faults = null;
        if (!trial.OpenStore())
        {
            trial.Blame("opening again", "an open store", trial.OpeningFailure?.ToString() ?? "");
            return;
        }

        trial.SettleUnknown(trial.ReadLive(), stoppedAt + 1 < states.Count ? states[stoppedAt + 1] : null);
        trial.BeginWork();
        for (int i = 0; i < 3 && trial.Violations.Count == 0; i++)
        {
            trial.CallSome();
        }

        trial.CutRepeatedly(3);
        trial.Close();
        trial.CutRepeatedly(2);
    }

    /// <summary>A store that has stopped itself says so to all who ask.</summary>
    private static void RequireRefusal(Trial trial)
    {
        Call[] before = [.. trial.Issued];
        trial.CallSome();
        foreach (Call call in trial.Issued.Except(before).Where(call => call.Outcome != CallOutcome.NotDone))
        {
            trial.Blame("after the store has stopped", "a refusal (I-34)", call.ToString());
        }
    }

    private Fault Record(DiskOperation operation, string path, long number)
    {
        operations.Add(operation);
        return Fault.None;
    }
}
