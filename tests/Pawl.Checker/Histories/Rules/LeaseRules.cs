namespace Pawl.Checker.Histories.Rules;

/// <summary>I-6.</summary>
internal sealed class TokensRise() : HistoryRule("I-6 tokens of a job rise with each grant, and with nothing else")
{
    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        long before = job.Last?.Token ?? 0;
        bool isGrant = change is { From: States.Queued, To: States.Running };
        if (change.To is not null && (isGrant ? change.Token <= before : change.Token != before))
        {
            Violated(job.Id, $"went from token {before} to {change.Token} by {change.By.Operation}");
        }
    }
}

/// <summary>I-7.</summary>
internal sealed class ChangesConnect() : HistoryRule("I-7 at most one live lease: each change begins where the last one ended")
{
    private static readonly HashSet<(string? From, string? To)> Allowed =
    [
        (null, States.Scheduled), (null, States.Queued),
        (States.Scheduled, States.Queued), (States.Scheduled, States.Scheduled), (States.Scheduled, States.Cancelled),
        (States.Queued, States.Running), (States.Queued, States.Scheduled), (States.Queued, States.Queued), (States.Queued, States.Waiting),
        (States.Queued, States.Cancelled),
        (States.Running, States.Succeeded), (States.Running, States.Retrying), (States.Running, States.Failed),
        (States.Running, States.Scheduled), (States.Running, States.Queued), (States.Running, States.Cancelled),
        (States.Retrying, States.Queued), (States.Retrying, States.Scheduled), (States.Retrying, States.Cancelled),
        (States.Waiting, States.Queued), (States.Waiting, States.Scheduled), (States.Waiting, States.Cancelled),
        (States.Failed, States.Queued), (States.Cancelled, States.Queued),
    ];

    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        if (job.State != change.From)
        {
            Violated(
                job.Id, $"was {job.State ?? "gone"}, and {change.By.Operation} took it from {change.From ?? "nowhere"} to {change.To}");
        }
        else if (change.To is not null && !Allowed.Contains((change.From, change.To)))
        {
            Violated(job.Id, $"went from {change.From ?? "nowhere"} to {change.To} by {change.By.Operation}");
        }
    }
}

/// <summary>I-8.</summary>
internal sealed class StaleHoldersChangeNothing() : HistoryRule("I-8 a stale holder changes nothing, and a holder is not refused")
{
    public override void OnApplied(History history, Call call)
    {
        if (call.Operation is not (Operations.Complete or Operations.Update))
        {
            return;
        }

        foreach (LeaseAnswer lease in call.Leases)
        {
            JobTrack job = history.Track(lease.Job);
            bool isHolder = job.Grant is { } grant && grant.Token == lease.Token && grant.Worker == lease.Worker;
            bool endedHere = job.Ending is { } ending && ending.By == call;
            bool holds = isHolder && (job.Ending is null || endedHere);
            if (lease.IsAccepted && !holds)
            {
                Violated(
                    lease.Job,
                    $"{call.Operation} with token {lease.Token} was accepted, and the job is {job.State} with token {job.Last?.Token}");
            }
            else if (!lease.IsAccepted && !lease.IsUndone && holds && !endedHere)
            {
                Violated(lease.Job, $"{call.Operation} with token {lease.Token} was refused, and that lease is live");
            }
            else if (lease.IsAccepted && call.Operation == Operations.Complete && !endedHere)
            {
                Violated(lease.Job, $"a completion with token {lease.Token} was accepted, and ended nothing");
            }
        }
    }
}

/// <summary>I-9.</summary>
internal sealed class NoTakeoverBeforeExpiry() : HistoryRule("I-9 no lease is taken away before it has expired")
{
    private readonly Dictionary<UInt128, long> leaseUntil = [];

    public override void OnRenewed(History history, in WorkerRenewed renewal) => leaseUntil[renewal.Worker] = renewal.LeaseUntil;

    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        if (change.From == States.Running && change.By.Operation is not (Operations.Complete or Operations.CloseWorker)
            && job.Grant is { } grant
            && leaseUntil.GetValueOrDefault(grant.Worker, long.MaxValue) is var until && change.At < until)
        {
            Violated(job.Id, $"{change.By.Operation} ended at {change.At} a lease that lives until {until}");
        }
    }
}

/// <summary>What I-9 leaves to a close.</summary>
internal sealed class ClosedWorkersAreDone()
    : HistoryRule("I-9b a closed worker is given nothing more, and loses, uncounted, what it was never told of, and only that")
{
    private readonly Dictionary<UInt128, HashSet<(long Job, long Token)>> running = [];
    private readonly HashSet<UInt128> closed = [];

    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        if (change.To == States.Running)
        {
            if (closed.Contains(change.Worker))
            {
                Violated(job.Id, "was given to a worker that is closed");
            }

            LeasesOf(change.Worker).Add((job.Id, change.Token));
        }
        else if (change.From == States.Running && job.Grant is { } grant)
        {
            LeasesOf(grant.Worker).Remove((job.Id, grant.Token));
            if (change.By.Operation == Operations.CloseWorker)
            {
                Judge(job, grant, change);
            }
        }
    }

    public override void OnApplied(History history, Call call)
    {
        if (call.Operation != Operations.CloseWorker)
        {
            return;
        }

        closed.Add(call.Worker);
        foreach ((long job, long token) in LeasesOf(call.Worker).Except(call.Held))
        {
            Violated(job, $"still runs with token {token}, though its worker was closed and does not hold it");
        }
    }

    private void Judge(JobTrack job, in JobChanged grant, in JobChanged change)
    {
        if (grant.Worker != change.By.Worker || grant.By.Outcome == CallOutcome.Ok)
        {
            Violated(job.Id, $"was taken back with token {grant.Token}, and the claim #{grant.By.Number} had been answered");
        }

        if (change.To == States.Queued && change.RunAt != grant.RunAt)
        {
            Violated(job.Id, $"was taken back to {change.RunAt}, and its place was {grant.RunAt}");
        }
    }

    private HashSet<(long Job, long Token)> LeasesOf(UInt128 worker)
    {
        if (!running.TryGetValue(worker, out HashSet<(long Job, long Token)>? leases))
        {
            running.Add(worker, leases = []);
        }

        return leases;
    }
}

/// <summary>I-11.</summary>
internal sealed class FinishedIsFinished() : HistoryRule("I-11 finished is finished, unless an operator says otherwise")
{
    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        if (States.AreFinal(change.From) && change.To is not null && change.By.Operation != Operations.Retry)
        {
            Violated(job.Id, $"was {change.From}, and {change.By.Operation} made it {change.To}");
        }
    }
}

/// <summary>I-12.</summary>
internal sealed class OneEndingForAGrant() : HistoryRule("I-12 a grant has at most one accepted ending")
{
    private readonly HashSet<(long Job, long Token)> ended = [];

    public override void OnApplied(History history, Call call)
    {
        if (call.Operation != Operations.Complete)
        {
            return;
        }

        foreach (LeaseAnswer lease in call.Leases)
        {
            if (lease.IsAccepted && !ended.Add((lease.Job, lease.Token)))
            {
                Violated(lease.Job, $"a second completion with token {lease.Token} was accepted");
            }
        }
    }
}

/// <summary>I-14.</summary>
internal sealed class BudgetsAreKept() : HistoryRule("I-14 attempts, crashes and interruptions are counted apart, and bounded")
{
    private const int MostCrashes = 3;
    private const int MostInterruptions = 100;

    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        if (change.To is null || job.Last is not { } last || (States.AreFinal(change.From) && change.By.Operation == Operations.Retry))
        {
            return;
        }

        bool isReap = change.By.Operation == Operations.Reap;
        bool isEnding = change.From == States.Running && change.By.Operation == Operations.Complete;
        int attempts = change.Attempts - last.Attempts;
        int crashes = change.Crashes - last.Crashes;
        int interruptions = change.Interruptions - last.Interruptions;
        if (crashes != (isReap ? 1 : 0) || change.Crashes > MostCrashes)
        {
            Violated(job.Id, $"has {change.Crashes} crashes after {last.Crashes}, by {change.By.Operation}");
        }

        if (attempts + interruptions > (isEnding ? 1 : 0) || attempts < 0 || interruptions < 0
            || (job.Request is { MostAttempts: > 0 } request && change.Attempts > request.MostAttempts))
        {
            Violated(
                job.Id,
                $"has {change.Attempts} attempts after {last.Attempts}, and {change.Interruptions} interruptions after "
                + $"{last.Interruptions}, by {change.By.Operation}");
        }

        if (isEnding && change.To is States.Scheduled or States.Queued && attempts > 0)
        {
            Violated(job.Id, "has spent an attempt that did not end by itself");
        }

        if (isEnding && change.To == States.Failed && job.Request is { MostAttempts: > 0 } most && change.Attempts < most.MostAttempts
            && change.Interruptions < MostInterruptions)
        {
            Violated(job.Id, $"was failed after {change.Attempts} of {most.MostAttempts} attempts");
        }

        if (isReap && change.To == States.Failed && change.Crashes < MostCrashes)
        {
            Violated(job.Id, $"was failed for crashes after {change.Crashes}");
        }
    }
}

/// <summary>What follows from I-14 for neighbours.</summary>
internal sealed class TheLastChanceIsAlone() : HistoryRule("I-14b a job whose next crash would end it runs alone in its process")
{
    /// <summary>A handler that goes on for so long after its token has fired is given up: nobody can wait for ever for it to end.</summary>
    private const long MicrosBeforeAbandonment = 30_000_000;

    private readonly Dictionary<int, Dictionary<(long Job, long Token), long>> running = [];
    private readonly HashSet<int> alone = [];

    public override void OnHandler(History history, in HandlerNoted note)
    {
        if (!running.TryGetValue(note.Process, out Dictionary<(long Job, long Token), long>? here))
        {
            running.Add(note.Process, here = []);
        }

        switch (note.Phase)
        {
            case HandlerPhase.Begun:
                Begin(history, here, note);
                break;
            case HandlerPhase.ToldToStop when here.ContainsKey((note.Job, note.Token)):
                here[(note.Job, note.Token)] = note.At + MicrosBeforeAbandonment;
                break;
            case HandlerPhase.Ended:
                here.Remove((note.Job, note.Token));
                alone.Remove(note.Process);
                break;
        }
    }

    private void Begin(History history, Dictionary<(long Job, long Token), long> here, in HandlerNoted note)
    {
        foreach (((long Job, long Token) other, long abandonedAt) in here)
        {
            if (abandonedAt <= note.At)
            {
                here.Remove(other);
            }
        }

        bool isLastChance = history.Track(note.Job).Grant is { Crashes: >= 2 } grant && grant.Token == note.Token;
        if (here.Count > 0 && (isLastChance || alone.Contains(note.Process)))
        {
            Violated(note.Job, $"began while others ran in process {note.Process}: {string.Join(", ", here.Keys)}");
        }

        here[(note.Job, note.Token)] = long.MaxValue;
        if (isLastChance)
        {
            alone.Add(note.Process);
        }
    }
}
