namespace Pawl.Faults.Network;

/// <summary>Cuts connections to PostgreSQL at commits, by chance: half before the server hears of them, half before its reply. A
/// transaction may end by a COMMIT, or, if it is one statement, with the request itself.</summary>
/// <param name="chance">Chance.</param>
/// <param name="share">How many of all commits, from 0 to 1.</param>
public sealed class CommitCutter(Random chance, double share)
{
    private int cuts;

    /// <summary>How many were cut.</summary>
    public int Cuts => Volatile.Read(ref cuts);

    /// <summary>Decides about a piece of what a client sends.</summary>
    /// <param name="piece">The piece.</param>
    /// <returns>What becomes of its connection.</returns>
    public Cut Decide(ReadOnlyMemory<byte> piece)
    {
        // The last message of a request is Sync: an S and its length.
        if (!piece.Span.EndsWith("S\0\0\0\u0004"u8) && piece.Span.IndexOf("COMMIT"u8) < 0)
        {
            return Cut.None;
        }

        lock (chance)
        {
            if (chance.NextDouble() >= share)
            {
                return Cut.None;
            }

            Interlocked.Increment(ref cuts);
            return chance.Next(2) == 0 ? Cut.BeforeForwarding : Cut.BeforeReply;
        }
    }
}
