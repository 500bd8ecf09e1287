using Pawl.Checker.Store;

namespace Pawl.Checker.Rules;

/// <summary>Walks the ticks that a schedule must have, at whole periods since 1970, and compares them with what the ledger says.</summary>
/// <param name="period">From one tick to the next, in microseconds.</param>
/// <param name="ledger">The ledger.</param>
internal sealed class TickWalk(long period, TickLedger ledger)
{
    private readonly List<string> wrong = [];

    /// <summary>What was decided: the tick, and by which version.</summary>
    private readonly Dictionary<long, int> decided = [];

    /// <summary>Finds ticks that were forgotten, or decided twice, by a version of another time, or although they are none.</summary>
    public IReadOnlyList<string> Compare(IReadOnlyList<StoredVersion> versions)
    {
        string schedule = versions[0].Schedule;
        foreach (StoredTick tick in ledger.Ticks.Where(tick => tick.Schedule == schedule))
        {
            Decide(schedule, tick.At, tick.Version);
        }

        foreach (StoredSkip skip in ledger.Skips.Where(skip => skip.Schedule == schedule))
        {
            long[] ticks = [.. Ticks(skip.From - 1, skip.Until)];
            Array.ForEach(ticks, tick => Decide(schedule, tick, skip.Version));
            if (skip.Count is { } count && count != ticks.Length)
            {
                wrong.Add($"{skip} says that they are {count}; they are {ticks.Length}");
            }
        }

        foreach (StoredVersion version in versions.Where(version => !version.IsPaused))
        {
            foreach (long tick in Ticks(version.From, version.Until))
            {
                Expect(version, tick);
            }
        }

        wrong.AddRange(decided.Select(tick => $"{schedule}@{tick.Key} was decided by version {tick.Value}, of which it is no tick"));
        return wrong;
    }

    private void Decide(string schedule, long tick, int version)
    {
        if (!decided.TryAdd(tick, version))
        {
            wrong.Add($"{schedule}@{tick} was decided twice");
        }
    }

    private void Expect(StoredVersion version, long tick)
    {
        if (!decided.Remove(tick, out int by))
        {
            wrong.Add($"{version.Schedule}@{tick} has neither a job nor a reason, and version {version.Number} was in force");
        }
        else if (by != version.Number)
        {
            wrong.Add($"{version.Schedule}@{tick} is of version {version.Number}, and was decided by version {by}");
        }
    }

    private IEnumerable<long> Ticks(long after, long until)
    {
        for (long tick = ((after / period) + 1) * period; tick <= until; tick += period)
        {
            yield return tick;
        }
    }
}
