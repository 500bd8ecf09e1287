namespace Pawl.PowerCuts.Judging;

/// <summary>What the store held after each transaction, and which of it has been promised. A power cut must leave one of these
/// states, whole, and none older than the last one promised: transactions are lost from the end, or not at all.</summary>
internal sealed class States
{
    private readonly List<Snapshot> all = [Snapshot.Empty];
    private readonly List<(Snapshot Found, int Floor, string PromisedBy, string Where)> undecided = [];
    private string promisedBy = "nobody";

    public Snapshot Latest => all[^1];

    /// <summary>The number of the latest state.</summary>
    public int Count => all.Count - 1;

    /// <summary>The oldest state that a cut may leave.</summary>
    public int Floor { get; private set; }

    public Snapshot this[int number] => all[number];

    /// <summary>A caller was promised what the transaction under way, or the latest one, has written.</summary>
    /// <param name="by">The call that was answered.</param>
    /// <param name="isUnderWay">Whether the transaction's state is not known yet.</param>
    public void Promise(string by, bool isUnderWay)
    {
        Floor = isUnderWay ? all.Count : all.Count - 1;
        promisedBy = by;
    }

    /// <summary>Judges what a cut has left. What is not known may be the state of the transaction under way, and is decided when
    /// that is known.</summary>
    public void Judge(Snapshot found, string where)
    {
        for (int number = all.Count - 1; number >= Floor; number--)
        {
            if (all[number].Digest == found.Digest)
            {
                return;
            }
        }

        undecided.Add((found, Floor, promisedBy, where));
    }

    /// <summary>Adds the state after a transaction, and decides what was left open.</summary>
    /// <param name="state">What the store holds.</param>
    /// <param name="other">What it might hold as well, had the power been cut: a transaction whose outcome is unknown, done.</param>
    public IReadOnlyList<Violation> Add(Snapshot state, Snapshot? other = null)
    {
        all.Add(state);
        return Decide(other);
    }

    /// <summary>Decides what was left open: no further state comes that could explain it.</summary>
    public IReadOnlyList<Violation> Decide(Snapshot? other = null)
    {
        List<Violation> violations = [];
        foreach ((Snapshot found, int floor, string by, string where) in undecided)
        {
            int promised = Math.Min(floor, all.Count - 1);
            if (found.Digest != other?.Digest && !all.Skip(promised).Any(state => state.Digest == found.Digest))
            {
                int older = all.FindLastIndex(state => state.Digest == found.Digest);
                string differs = all[promised].DifferenceTo(found);
                violations.Add(new Violation(
                    where,
                    $"state {promised} or later, promised by {by}",
                    older >= 0 ? $"state {older}: {differs}" : $"no state that ever was (I-3): {differs}"));
            }
        }

        undecided.Clear();
        return violations;
    }
}
