namespace Pawl.Checker.Histories.Rules;

/// <summary>I-1.</summary>
internal sealed class NothingIsLost() : HistoryRule("I-1 an acknowledged job is never lost")
{
    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        if (change.To is not null)
        {
            return;
        }

        bool isAllowed = change.By.Operation switch
        {
            Operations.Delete => change.From != States.Running,
            Operations.Prune => States.AreFinal(change.From) && change.At >= (job.Last?.PruneAt ?? long.MaxValue),

            // Not to be kept at all.
            Operations.Complete or Operations.CloseWorker or Operations.Reap or Operations.Cancel => true,
            _ => false,
        };
        if (!isAllowed)
        {
            Violated(
                job.Id, $"a {change.From} job was deleted by {change.By.Operation} at {change.At}, to be pruned at {job.Last?.PruneAt}");
        }
    }

    public override void AtEnd(History history, Ending ending)
    {
        foreach (JobTrack job in history.Jobs)
        {
            if (job.IsAcknowledged && !ending.Jobs.ContainsKey(job.Id) && job.Last is not { To: null })
            {
                Violated(job.Id, "was acknowledged, and is neither there nor was it deleted");
            }
        }
    }
}

/// <summary>I-2.</summary>
internal sealed class NothingComesFromNowhere() : HistoryRule("I-2 no job comes from nowhere")
{
    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        if (change.From is not null)
        {
            return;
        }

        bool isAsked = change.By.Operation is Operations.Transact or Operations.Complete
            || (change.By.Operation is Operations.Enqueue or Operations.Schedule && job.EnqueuedBy is not null);
        if (!isAsked || job.EnqueuedBy?.Outcome == CallOutcome.Fail)
        {
            Violated(job.Id, $"appeared by {change.By.Operation}, which nobody asked for");
        }
    }
}

/// <summary>I-3.</summary>
internal sealed class BatchesAreWhole() : HistoryRule("I-3 a batch is stored wholly or not at all")
{
    public override void OnApplied(History history, Call call)
    {
        if (call.Operation != Operations.Enqueue)
        {
            return;
        }

        int created = call.Requests.Count(request => history.Track(request.Job).Last is { From: null } last && last.By == call);
        int stored = call.Requests.Count(request => request.Status == "Stored");
        bool isRefused = call.Requests.Any(request => request.Status is not ("Stored" or "Existing"));
        if (created != stored || (isRefused && created > 0))
        {
            Violated(
                call.Requests[0].Job,
                $"of a batch of {call.Requests.Count}, {created} jobs appeared, and {stored} were reported stored"
                + (isRefused ? "; it was refused" : ""));
        }
    }
}

/// <summary>I-4.</summary>
internal sealed class OneJobForAnIdempotencyKey() : HistoryRule("I-4 the same idempotency key is the same job")
{
    private const long Window = 24L * 3600 * 1_000_000;

    private readonly Dictionary<(string Queue, string Key), (long Job, ulong Payload, long StoredAt)> requests = [];

    public override void OnApplied(History history, Call call)
    {
        foreach (JobRequest request in call.Requests)
        {
            if (request.IdempotencyKey is { } key)
            {
                Judge(history, call, request, (request.Queue, key));
            }
        }
    }

    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        // Whoever deletes a job by name wants its request forgotten.
        if (change.To is null && change.By.Operation == Operations.Delete && job.Request is { IdempotencyKey: { } key } request
            && requests.TryGetValue((request.Queue, key), out var known) && known.Job == job.Id)
        {
            requests.Remove((request.Queue, key));
        }
    }

    private void Judge(History history, Call call, JobRequest request, (string Queue, string Key) key)
    {
        long now = history.Track(request.Answer).Last?.At ?? 0;
        bool isKnown = requests.TryGetValue(key, out var earlier) && (request.Status != "Stored" || now < earlier.StoredAt + Window);
        if (request.Status == "Stored")
        {
            if (isKnown)
            {
                Violated(request.Job, $"was stored though {earlier.Job} has the same key since {earlier.StoredAt}");
            }

            requests[key] = (request.Job, request.Payload, now);
        }
        else if (isKnown && request.Status == "Existing" && request.Answer != request.Job
            && (request.Answer != earlier.Job || request.Payload != earlier.Payload))
        {
            Violated(request.Job, $"was answered with {request.Answer}, but its key belongs to {earlier.Job}");
        }
        else if (isKnown && request.Status == "IdempotencyConflict" && request.Payload == earlier.Payload)
        {
            Violated(request.Job, "was refused as another request, and it is the same");
        }
    }
}

/// <summary>Uniqueness.</summary>
internal sealed class OneLiveJobForAUniqueKey() : HistoryRule("I-4b at most one live job has a unique key")
{
    private readonly Dictionary<string, long> live = [];

    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        if ((change.UniqueKey ?? job.Last?.UniqueKey) is not { } key)
        {
            return;
        }

        if (change.To is null || States.AreFinal(change.To))
        {
            if (live.TryGetValue(key, out long holder) && holder == job.Id)
            {
                live.Remove(key);
            }
        }
        else if (!live.TryAdd(key, job.Id) && live[key] != job.Id)
        {
            Violated(job.Id, $"lives with the key {key} of {live[key]}, which lives too");
        }
    }
}

/// <summary>I-5.</summary>
internal sealed class PayloadsArriveUnchanged() : HistoryRule("I-5 the payload delivered is the payload accepted")
{
    public override void OnHandler(History history, in HandlerNoted note)
    {
        if (history.Track(note.Job).Request is { } request && request.Payload != note.Payload)
        {
            Violated(note.Job, $"was accepted with payload {request.Payload:x} and delivered with {note.Payload:x}");
        }
    }
}
