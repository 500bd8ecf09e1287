using Pawl.Checker.Histories;
using Pawl.Storage;

namespace Pawl.Simulation.Links;

internal sealed class LeasesLink(Line line, IJobLeases store) : IJobLeases
{
    private readonly Dictionary<IReadOnlySet<JobType>, HashSet<string>> names = [];

    public ValueTask<IReadOnlyList<LeasedJob>> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        Call call = line.Begin(Operations.Claim, queue: request.Queue.Value);
        call.Types = NamesOf(request.Types);
        return line.AskAsync(
            call,
            () => store.ClaimAsync(request, CancellationToken.None),
            jobs => [.. jobs.Select(job => Answer(job.Lease, isAccepted: true))],
            false,
            cancellationToken);
    }

    public ValueTask<IReadOnlyList<CompletionResult>> CompleteAsync(
        IReadOnlyList<Completion> completions, CancellationToken cancellationToken)
    {
        // The caller may change its list as soon as it has an answer; a request that is late needs its own.
        Completion[] sent = [.. completions];
        var followOns = new long[sent.Length];
        bool runsUserCode = false;
        for (int i = 0; i < sent.Length; i++)
        {
            if (sent[i].Work is { } work)
            {
                int index = i;
                runsUserCode = true;
                sent[i] = sent[i] with
                {
                    Work = transaction =>
                    {
                        var watched = new WatchedTransaction(line.World, transaction);
                        try
                        {
                            work(watched);
                        }
                        finally
                        {
                            followOns[index] = watched.LastStored;
                        }
                    },
                };
            }
        }

        return line.AskAsync(
            line.Begin(Operations.Complete),
            () => store.CompleteAsync(sent, CancellationToken.None),
            results =>
            [
                .. results.Select((result, i) => Answer(sent[i].Lease, result.Status == CompletionStatus.Recorded) with
                {
                    IsUndone = result.Status == CompletionStatus.WorkFailed,
                    FollowOn = followOns[i],
                }),
            ],
            runsUserCode,
            cancellationToken);
    }

    public ValueTask<IReadOnlyList<bool>> UpdateAsync(IReadOnlyList<LeaseUpdate> updates, CancellationToken cancellationToken)
    {
        LeaseUpdate[] sent = [.. updates];
        return line.AskAsync(
            line.Begin(Operations.Update),
            () => store.UpdateAsync(sent, CancellationToken.None),
            results => [.. results.Select((isStored, i) => Answer(sent[i].Lease, isStored))],
            false,
            cancellationToken);
    }

    private static LeaseAnswer Answer(Lease lease, bool isAccepted) =>
        new(lease.Job.Value, lease.Token.Value, lease.Worker.Nonce, isAccepted);

    private HashSet<string> NamesOf(IReadOnlySet<JobType> types)
    {
        if (!names.TryGetValue(types, out HashSet<string>? known))
        {
            names.Add(types, known = [.. types.Select(type => type.Value)]);
        }

        return known;
    }
}
