namespace Pawl.Checker.Histories.Rules;

/// <summary>I-13 and I-16.</summary>
internal sealed class NothingIsStuck() : HistoryRule("I-13 nothing is stuck once faults are over")
{
    public override void AtEnd(History history, Ending ending)
    {
        foreach (JobTrack job in history.Jobs)
        {
            if (job.Last is not { } last || ReasonToWait(last, ending) is null)
            {
                continue;
            }

            Violated(job.Id, ReasonToWait(last, ending) ?? "");
        }
    }

    /// <summary>Why a job should not be where it is; null when it may be.</summary>
    private static string? ReasonToWait(in JobChanged last, Ending ending)
    {
        long patience = ending.At - ending.LongestWait;
        return last.To switch
        {
            States.Running when last.At < patience => $"is still running since {last.At}; now is {ending.At}",
            States.Scheduled or States.Retrying when last.RunAt < patience && last.At < patience =>
                $"is still {last.To}, though due since {last.RunAt}; now is {ending.At}",
            States.Queued when last.At < patience && !ending.PausedQueues.Contains(last.Queue) && ending.HandledTypes.Contains(last.Type) =>
                $"is still queued since {last.At}; now is {ending.At}",
            States.Waiting when last.At < patience && ending.HandledTypes.Contains(last.Type) =>
                $"still waits for a handler of {last.Type}, which is there",
            _ => null,
        };
    }
}

/// <summary>What I-13 means for each process: where others do the work of one that is stuck, no job shows it.</summary>
internal sealed class EveryWorkerAsks() : HistoryRule("I-13b whoever serves a queue asks it for jobs once faults are over")
{
    private readonly Dictionary<(int Process, string Queue), long> asked = [];

    public override void OnApplied(History history, Call call)
    {
        if (call.Operation == Operations.Claim)
        {
            asked[(call.Process, call.Queue)] = call.InvokedAt;
        }
    }

    public override void AtEnd(History history, Ending ending)
    {
        foreach (Serving serving in ending.Serving)
        {
            long since = Math.Max(serving.Since, asked.GetValueOrDefault((serving.Process, serving.Queue)));
            if (since < ending.ObservedAt - ending.LongestWait)
            {
                Violated(
                    0, $"process {serving.Process} has asked {serving.Queue} for nothing since {since}; now is {ending.ObservedAt}");
            }
        }
    }
}

/// <summary>I-15.</summary>
internal sealed class NeverEarly() : HistoryRule("I-15 never early")
{
    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        bool isDueNeeded = change.By.Operation is Operations.Promote or Operations.Claim && change.From is not States.Waiting;
        if (isDueNeeded && job.Last is { } last && change.To is States.Queued or States.Running && change.At < last.RunAt)
        {
            Violated(job.Id, $"{change.By.Operation} at {change.At} moved what is due at {last.RunAt}");
        }

        if (change.To == States.Retrying && job.Request is { } request && change.RunAt < change.At + request.LeastBackoff)
        {
            Violated(job.Id, $"failed at {change.At}, is due at {change.RunAt}, and its backoff is {request.LeastBackoff} at least");
        }
    }
}

/// <summary>I-24.</summary>
internal sealed class PauseIsImmediate() : HistoryRule("I-24 a paused queue gives nothing")
{
    private readonly HashSet<string> paused = [];

    public override void OnApplied(History history, Call call)
    {
        if (call.Operation == Operations.Pause)
        {
            paused.Add(call.Queue);
        }
        else if (call.Operation == Operations.Resume)
        {
            paused.Remove(call.Queue);
        }
    }

    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        if (change.To == States.Running && paused.Contains(change.Queue))
        {
            Violated(job.Id, $"was claimed from {change.Queue}, which is paused");
        }
    }
}

/// <summary>The order of claims.</summary>
internal sealed class ClaimsAreInOrder()
    : HistoryRule("I-22b claims take the lowest priority number, then the earliest due, then the lowest id")
{
    private readonly Dictionary<string, SortedSet<(int Priority, long RunAt, long Job)>> queued = [];
    private readonly List<(int Priority, long RunAt, long Job)> taken = [];
    private long takenBy;

    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        if (change.From == States.Queued && job.Last is { } last)
        {
            Queue(last.Queue).Remove((last.Priority, last.RunAt, job.Id));
            if (change.To == States.Running)
            {
                Take(change.By, (last.Priority, last.RunAt, job.Id));
            }
        }

        if (change.To == States.Queued)
        {
            Queue(change.Queue).Add((change.Priority, change.RunAt, job.Id));
        }
    }

    public override void OnApplied(History history, Call call)
    {
        if (call.Operation != Operations.Claim || takenBy != call.Number || taken.Count == 0)
        {
            return;
        }

        foreach ((int Priority, long RunAt, long Job) left in Queue(call.Queue))
        {
            if (left.CompareTo(taken[^1]) > 0)
            {
                return;
            }

            // What has crashed a worker is passed over unless a slot is free; what is of another type always.
            JobTrack job = history.Track(left.Job);
            if (job.Last is { Crashes: 0 } last && call.Types.Contains(last.Type))
            {
                Violated(left.Job, $"was passed over for {taken[^1].Job}, which comes later");
            }
        }
    }

    private void Take(Call by, (int Priority, long RunAt, long Job) job)
    {
        if (takenBy != by.Number)
        {
            takenBy = by.Number;
            taken.Clear();
        }

        if (taken.Count > 0 && job.CompareTo(taken[^1]) < 0)
        {
            Violated(job.Job, $"was given after {taken[^1].Job}, which comes later");
        }

        taken.Add(job);
    }

    private SortedSet<(int Priority, long RunAt, long Job)> Queue(string name)
    {
        if (!queued.TryGetValue(name, out SortedSet<(int Priority, long RunAt, long Job)>? jobs))
        {
            queued.Add(name, jobs = []);
        }

        return jobs;
    }
}
