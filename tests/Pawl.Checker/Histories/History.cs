using Pawl.Checker.Histories.Rules;

namespace Pawl.Checker.Histories;

/// <summary>What clients, a store and handlers did, told as it happens, and judged at once.</summary>
/// <remarks>It shares no code with what it judges. Who tells it must tell the truth: changes come from the store's own records.</remarks>
public sealed class History
{
    private readonly HistoryRule[] rules = HistoryRules.All();
    private readonly HistoryRule[] onApplied;
    private readonly HistoryRule[] onReturned;
    private readonly HistoryRule[] onChanged;
    private readonly HistoryRule[] onRenewed;
    private readonly HistoryRule[] onHandler;
    private readonly Dictionary<long, JobTrack> tracks = [];
    private readonly List<HistoryViolation> violations = [];

    /// <summary>Makes an empty history.</summary>
    public History()
    {
        foreach (HistoryRule rule in rules)
        {
            rule.Report = (broken, job, what) => violations.Add(new HistoryViolation(broken.Invariant, job, what, Events));
        }

        onApplied = ThoseWith(nameof(HistoryRule.OnApplied));
        onReturned = ThoseWith(nameof(HistoryRule.OnReturned));
        onChanged = ThoseWith(nameof(HistoryRule.OnChanged));
        onRenewed = ThoseWith(nameof(HistoryRule.OnRenewed));
        onHandler = ThoseWith(nameof(HistoryRule.OnHandler));
    }

    /// <summary>What was violated so far, in order.</summary>
    public IReadOnlyList<HistoryViolation> Violations => violations;

    /// <summary>How many events were told.</summary>
    public long Events { get; private set; }

    /// <summary>How many calls were begun.</summary>
    public long Calls { get; private set; }

    /// <summary>How many jobs' operations were searched for an order.</summary>
    public long Searched { get; internal set; }

    /// <summary>How many of these searches were given up, and prove nothing.</summary>
    public long Inconclusive { get; internal set; }

    /// <summary>The jobs, in the order in which they were first heard of.</summary>
    public IReadOnlyCollection<JobTrack> Jobs => tracks.Values;

    /// <summary>Called with each event and the job that it names, when someone wants to see them; 0 for none.</summary>
    public Action<long, string>? Listener { get; set; }

    /// <summary>What is known of a job.</summary>
    /// <param name="job">The job.</param>
    /// <returns>Its track; empty for one that was never heard of.</returns>
    public JobTrack Track(long job)
    {
        if (!tracks.TryGetValue(job, out JobTrack? track))
        {
            tracks.Add(job, track = new JobTrack(job));
        }

        return track;
    }

    /// <summary>A call begins.</summary>
    /// <param name="process">Who calls.</param>
    /// <param name="operation">One of <see cref="Operations"/>.</param>
    /// <param name="at">When, in microseconds.</param>
    /// <param name="requests">The jobs to be stored.</param>
    /// <param name="queue">The queue that it is about.</param>
    /// <returns>The call.</returns>
    public Call Invoke(int process, string operation, long at, IReadOnlyList<JobRequest>? requests = null, string queue = "")
    {
        Events++;
        var call = new Call(++Calls, process, operation, at) { Requests = requests ?? [], Queue = queue };
        foreach (JobRequest request in call.Requests)
        {
            JobTrack track = Track(request.Job);
            track.Request ??= request;
            track.EnqueuedBy ??= call;
        }

        Listener?.Invoke(0, $"{at} process {process} asks #{call.Number} {operation} {queue}");
        return call;
    }

    /// <summary>The store has done what a call asked; its changes were told before.</summary>
    /// <param name="call">The call.</param>
    /// <param name="at">When, in microseconds.</param>
    /// <param name="leases">The leases that the call named or was given.</param>
    public void Apply(Call call, long at, IReadOnlyList<LeaseAnswer>? leases = null)
    {
        Events++;
        call.AppliedAt = at;
        call.Leases = leases ?? [];
        foreach (HistoryRule rule in onApplied)
        {
            rule.OnApplied(this, call);
        }

        if (Listener is not null)
        {
            foreach (LeaseAnswer lease in call.Leases)
            {
                string verdict = lease.IsAccepted ? "accepted" : "refused";
                Listener(lease.Job, $"{at} #{call.Number} {call.Operation} {verdict} token {lease.Token}");
            }
        }
    }

    /// <summary>A caller has its answer.</summary>
    /// <param name="call">The call.</param>
    /// <param name="at">When, in microseconds.</param>
    /// <param name="outcome">What it knows.</param>
    public void Return(Call call, long at, CallOutcome outcome)
    {
        Events++;
        call.ReturnedAt = at;
        call.Outcome = outcome;
        if (outcome == CallOutcome.Ok)
        {
            foreach (JobRequest request in call.Requests)
            {
                if (request.Status is "Stored" or "Existing")
                {
                    Track(request.Answer).IsAcknowledged = true;
                }
            }
        }

        foreach (HistoryRule rule in onReturned)
        {
            rule.OnReturned(this, call);
        }

        if (Listener is not null)
        {
            foreach (JobRequest request in call.Requests)
            {
                Listener(request.Job, $"{at} #{call.Number} {call.Operation} {outcome}: {request.Status}");
            }

            foreach (LeaseAnswer lease in call.Leases)
            {
                Listener(lease.Job, $"{at} #{call.Number} {call.Operation} answered: {outcome}");
            }
        }
    }

    /// <summary>A job changed in the store.</summary>
    /// <param name="change">The change.</param>
    public void Change(in JobChanged change)
    {
        Events++;
        JobTrack track = Track(change.Job);
        Listener?.Invoke(
            change.Job,
            $"{change.At} #{change.By.Number} {change.By.Operation}: {change.From ?? "new"} → {change.To ?? "deleted"} "
            + $"token {change.Token}, attempts {change.Attempts}, crashes {change.Crashes}, due {change.RunAt}");
        foreach (HistoryRule rule in onChanged)
        {
            rule.OnChanged(this, track, change);
        }

        if (change.To == States.Running)
        {
            track.Grant = change;
            track.Ending = null;
            track.GrantsInEpoch++;
        }
        else if (change.From == States.Running)
        {
            track.Ending = change;
        }

        if (States.AreFinal(change.From) && change.To is not null)
        {
            track.GrantsInEpoch = 0;
        }

        track.Last = change;
    }

    /// <summary>A worker was renewed, or ended.</summary>
    /// <param name="renewal">Until when it lives.</param>
    public void Renew(in WorkerRenewed renewal)
    {
        Events++;
        foreach (HistoryRule rule in onRenewed)
        {
            rule.OnRenewed(this, renewal);
        }
    }

    /// <summary>A handler has begun or ended.</summary>
    /// <param name="note">What it says.</param>
    public void Note(in HandlerNoted note)
    {
        Events++;
        Listener?.Invoke(
            note.Job, $"{note.At} process {note.Process} handler {note.Phase}: attempt {note.Attempt}, token {note.Token}");
        foreach (HistoryRule rule in onHandler)
        {
            rule.OnHandler(this, note);
        }
    }

    /// <summary>Judges the end.</summary>
    /// <param name="ending">What was read when all had come to rest.</param>
    public void End(Ending ending)
    {
        foreach (HistoryRule rule in rules)
        {
            rule.AtEnd(this, ending);
        }
    }

    /// <summary>The rules that look at one kind of event: each event is told only to those.</summary>
    private HistoryRule[] ThoseWith(string method) =>
        Array.FindAll(rules, rule => rule.GetType().GetMethod(method)?.DeclaringType != typeof(HistoryRule));
}
