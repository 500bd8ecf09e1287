namespace Pawl.Checker.Histories.Rules;

/// <summary>I-25 and I-26.</summary>
internal sealed class CompletionAndEffectsAreOne()
    : HistoryRule("I-25 a completion and what is written with it happen together or not at all")
{
    private readonly Dictionary<long, long> completed = [];

    public override void OnApplied(History history, Call call)
    {
        if (call.Operation != Operations.Complete)
        {
            return;
        }

        foreach (LeaseAnswer lease in call.Leases)
        {
            if (lease.IsAccepted)
            {
                completed[lease.Job] = lease.Token;
            }

            if (lease.FollowOn == 0)
            {
                continue;
            }

            bool isThere = history.Track(lease.FollowOn).Last is { } last && last.By == call;
            if (isThere != lease.IsAccepted)
            {
                Violated(
                    lease.Job,
                    $"its completion was {(lease.IsAccepted ? "accepted" : "refused")}, and its follow-on {lease.FollowOn} is "
                    + (isThere ? "there" : "not there"));
            }
        }
    }

    public override void AtEnd(History history, Ending ending)
    {
        foreach ((long job, long token) in ending.Effects)
        {
            if (completed.GetValueOrDefault(job) < token)
            {
                Violated(job, $"has an effect with token {token}, and no completion with it was accepted");
            }
        }
    }
}

/// <summary>I-38.</summary>
internal sealed class OutcomesAreHonest() : HistoryRule("I-38 what was reported not done has not happened")
{
    public override void OnApplied(History history, Call call)
    {
        if (call.Outcome == CallOutcome.Fail)
        {
            Violated(0, $"#{call.Number} {call.Operation} was reported not done, and then was done");
        }
    }

    public override void OnReturned(History history, Call call)
    {
        if (call.Outcome == CallOutcome.Fail && call.AppliedAt is not null)
        {
            Violated(0, $"#{call.Number} {call.Operation} was reported not done, and was done");
        }
    }
}

/// <summary>I-42.</summary>
internal sealed class WhatIsShownIsTrue() : HistoryRule("I-42 what is shown is what happened")
{
    public override void AtEnd(History history, Ending ending)
    {
        Dictionary<(string Queue, string Type, string State), long> counts = [];
        foreach (JobTrack job in history.Jobs)
        {
            string? shown = ending.Jobs.GetValueOrDefault(job.Id);
            if (shown != job.State)
            {
                Violated(job.Id, $"is shown as {shown ?? "missing"}, and its changes left it {job.State ?? "missing"}");
            }

            if (job.Last is { To: { } state } last)
            {
                counts[(last.Queue, last.Type, state)] = counts.GetValueOrDefault((last.Queue, last.Type, state)) + 1;
            }
        }

        foreach (KindCount kept in ending.Counters)
        {
            if (!counts.Remove((kept.Queue, kept.Type, kept.State), out long counted) || counted != kept.Count)
            {
                Violated(0, $"the counter of {kept.Queue}, {kept.Type}, {kept.State} says {kept.Count}, and there are {counted}");
            }
        }

        foreach (((string queue, string type, string state), long counted) in counts)
        {
            Violated(0, $"there is no counter of {queue}, {type}, {state}, and there are {counted}");
        }
    }
}
