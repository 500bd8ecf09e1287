namespace Pawl.Checker.Histories.Rules;

/// <summary>I-10, by search, on a sample of jobs: grants, endings and updates of a job as its callers saw them fit some order in
/// which each happened at one moment.</summary>
internal sealed class LeasesAreRegisters() : HistoryRule("I-10b operations on a job are linearizable")
{
    /// <summary>One job in so many is kept for the search.</summary>
    private const int Sample = 16;

    private const int MostOperations = 40;

    private readonly Dictionary<long, List<(Kind Kind, long Token, Call Call)>> kept = [];

    private enum Kind
    {
        Grant,
        End,
        Accepted,
        Refused,
    }

    /// <summary>Leases that ended by somebody else; the holder's own endings come with answers.</summary>
    public override void OnChanged(History history, JobTrack job, in JobChanged change)
    {
        if (change.From == States.Running && change.By.Operation != Operations.Complete && job.Grant is { } grant)
        {
            Keep(job.Id, Kind.End, grant.Token, change.By);
        }
    }

    public override void OnApplied(History history, Call call)
    {
        foreach (LeaseAnswer lease in call.Leases)
        {
            if (!lease.IsUndone)
            {
                Keep(
                    lease.Job,
                    call.Operation switch
                    {
                        Operations.Claim => Kind.Grant,
                        Operations.Complete when lease.IsAccepted => Kind.End,
                        _ => lease.IsAccepted ? Kind.Accepted : Kind.Refused,
                    },
                    lease.Token,
                    call);
            }
        }
    }

    public override void AtEnd(History history, Ending ending)
    {
        foreach ((long job, List<(Kind Kind, long Token, Call Call)> operations) in kept)
        {
            if (operations.Count > MostOperations)
            {
                continue;
            }

            history.Searched++;
            TimedOperation[] timed = [.. operations.Select(one => Timed(one.Call))];
            switch (Linearizability.Check((Live: 0L, Last: 0L), timed, (state, i) => Apply(state, operations[i].Kind, operations[i].Token)))
            {
                case Linearizability.Verdict.Violated:
                    Violated(job, "has operations that fit no order: " + string.Join(", ", operations.Select(one =>
                        $"{one.Kind} {one.Token} in {one.Call.InvokedAt}..{one.Call.ReturnedAt}")));
                    break;
                case Linearizability.Verdict.Inconclusive:
                    history.Inconclusive++;
                    break;
            }
        }
    }

    /// <summary>A call without an answer may have happened long after its caller gave up.</summary>
    private static TimedOperation Timed(Call call) =>
        new(call.InvokedAt, call.Outcome == CallOutcome.Ok ? call.ReturnedAt : long.MaxValue, MustHaveHappened: true);

    private static (long Live, long Last)? Apply((long Live, long Last) state, Kind kind, long token) => kind switch
    {
        Kind.Grant => state.Live == 0 && token > state.Last ? (token, token) : null,
        Kind.End => state.Live == token ? (0, state.Last) : null,
        Kind.Accepted => state.Live == token ? state : null,
        Kind.Refused => state.Live != token ? state : null,
        _ => null,
    };

    private void Keep(long job, Kind kind, long token, Call call)
    {
        if (job / 4 % Sample != 0)
        {
            return;
        }

        if (!kept.TryGetValue(job, out List<(Kind Kind, long Token, Call Call)>? operations))
        {
            kept.Add(job, operations = []);
        }

        operations.Add((kind, token, call));
    }
}
