namespace Pawl.Checker.Histories;

/// <summary>Decides whether operations on one thing, seen from outside with their beginnings and ends, fit some order in which each
/// happened at one moment.</summary>
/// <remarks>Wing and Gong, "Testing and Verifying Concurrent Objects", 1993, with the cache of Lowe, "Testing for
/// Linearizability", 2017. Exponential at worst, so whoever calls it bounds the operations, and it bounds its own steps.</remarks>
public static class Linearizability
{
    private const int MostSteps = 200_000;

    /// <summary>What was found.</summary>
    public enum Verdict
    {
        /// <summary>There is such an order.</summary>
        Holds,

        /// <summary>There is none.</summary>
        Violated,

        /// <summary>It was not found within the bound; this proves nothing.</summary>
        Inconclusive,
    }

    /// <summary>Searches for an order.</summary>
    /// <typeparam name="TState">The state of the thing; compared by value.</typeparam>
    /// <param name="initial">The state before.</param>
    /// <param name="operations">The operations.</param>
    /// <param name="apply">The state after an operation, or null when it could not have had its result in that state.</param>
    /// <returns>What was found.</returns>
    public static Verdict Check<TState>(
        TState initial, IReadOnlyList<TimedOperation> operations, Func<TState, int, TState?> apply)
        where TState : struct
    {
        int steps = 0;
        var seen = new HashSet<(string Done, TState State)>();
        var done = new char[operations.Count];
        Array.Fill(done, '0');
        return Search(initial, operations, apply, done, seen, ref steps);
    }

    private static Verdict Search<TState>(
        TState state,
        IReadOnlyList<TimedOperation> operations,
        Func<TState, int, TState?> apply,
        char[] done,
        HashSet<(string Done, TState State)> seen,
        ref int steps)
        where TState : struct
    {
        if (++steps > MostSteps)
        {
            return Verdict.Inconclusive;
        }

        // Whoever has returned must have happened before whoever begins later.
        long firstReturn = long.MaxValue;
        bool allMustAreDone = true;
        for (int i = 0; i < done.Length; i++)
        {
            if (done[i] == '0' && operations[i].MustHaveHappened)
            {
                allMustAreDone = false;
                firstReturn = Math.Min(firstReturn, operations[i].ReturnedAt);
            }
        }

        if (allMustAreDone)
        {
            return Verdict.Holds;
        }

        if (!seen.Add((new string(done), state)))
        {
            return Verdict.Violated;
        }

        for (int i = 0; i < done.Length; i++)
        {
            if (done[i] == '1' || operations[i].InvokedAt > firstReturn || apply(state, i) is not { } next)
            {
                continue;
            }

            done[i] = '1';
            Verdict verdict = Search(next, operations, apply, done, seen, ref steps);
            done[i] = '0';
            if (verdict != Verdict.Violated)
            {
                return verdict;
            }
        }

        return Verdict.Violated;
    }
}

/// <summary>When an operation may have happened.</summary>
/// <param name="InvokedAt">Not before.</param>
/// <param name="ReturnedAt">Not after.</param>
/// <param name="MustHaveHappened">Whether it is known to have happened; what is unknown may be left out.</param>
public readonly record struct TimedOperation(long InvokedAt, long ReturnedAt, bool MustHaveHappened);
