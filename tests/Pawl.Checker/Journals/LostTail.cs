using System.Diagnostics;
using Pawl.Checker.Store;

namespace Pawl.Checker.Journals;

/// <summary>Takes out of a history what a failover without replication may have lost: the last things that the old primary did. What is
/// left must hold like any history.</summary>
public static class LostTail
{
    // On a busy machine an answer is written down a while after it came, and an end a while before it is recorded.
    private static readonly long Grace = 2 * Stopwatch.Frequency;
    private static readonly long LongestRecording = 2 * Stopwatch.Frequency;

    /// <summary>Forgets promises of a time, and those runs within it that came to nothing.</summary>
    /// <param name="evidence">What is left of both primaries.</param>
    /// <param name="from">From when on the standby may have got nothing.</param>
    /// <param name="until">When the old primary was gone.</param>
    /// <returns>The evidence without that tail.</returns>
    public static Evidence Cut(Evidence evidence, long from, long until)
    {
        History history = evidence.History;
        long over = until + Grace;
        return evidence with { History = new History(history.Entries.Select(Forget).OfType<JournalEntry>()) };

        JournalEntry? Forget(JournalEntry entry) => entry switch
        {
            JournalEntry.Acknowledged promise when IsIn(promise.At) => new JournalEntry.Unknown(promise.Incarnation, promise.Number)
            {
                At = promise.At,
            },
            JournalEntry.Saved or JournalEntry.Done when IsIn(entry.At) => null,
            JournalEntry.Start start when IsRunAgain(start) => null,
            JournalEntry.Tick tick when tick.At > from && !evidence.Store.Jobs.ContainsKey(tick.Job) => null,
            _ => entry,
        };

        bool IsIn(long at) => at > from && at < over;

        // The new primary knew nothing of a run, or of its end, and gave the job to somebody again.
        bool IsRunAgain(JournalEntry.Start start) =>
            history.Starts[start.Job].Any(later => later != start && later.At >= start.At)
            && (IsIn(start.At)
                || history.Ends[start.Job].Any(end => end.Token == start.Token && end.At > from - LongestRecording && end.At < over)
                || history.Starts[start.Job].Any(other => other.Token == start.Token && other.Incarnation != start.Incarnation));
    }
}
