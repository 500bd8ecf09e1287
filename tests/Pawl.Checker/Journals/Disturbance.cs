using System.Diagnostics;

namespace Pawl.Checker.Journals;

/// <summary>A time in which a process, or the store, was not itself.</summary>
/// <param name="Process">The process; 0 is the store, which all of them share.</param>
/// <param name="Kind">What was done to it.</param>
/// <param name="From">When it began.</param>
/// <param name="Until">When it was over; the end of time, if it never was.</param>
public sealed record Disturbance(int Process, string Kind, long From, long Until)
{
    /// <summary>Finds all of them.</summary>
    /// <param name="entries">What was written down, in order.</param>
    /// <returns>The disturbances.</returns>
    public static IEnumerable<Disturbance> In(IEnumerable<JournalEntry> entries)
    {
        var open = new List<Disturbance>();
        var lastWords = new Dictionary<int, long>();
        foreach (JournalEntry entry in entries)
        {
            lastWords[entry.Incarnation] = entry.At;
            if (entry is JournalEntry.Fault fault)
            {
                // That a process has killed itself is noticed a while later.
                long from = fault.Kind == "killed" ? lastWords.GetValueOrDefault(fault.Process, fault.At) : fault.At;
                open.Add(new Disturbance(fault.Process, fault.Kind, from, long.MaxValue));
            }
            else if (entry is JournalEntry.Slow slow)
            {
                long began = slow.At - (slow.Milliseconds * Stopwatch.Frequency / 1_000);
                yield return new Disturbance(slow.Incarnation, "slow", began, slow.At);
            }
            else if (entry is JournalEntry.Healed healed)
            {
                foreach (Disturbance over in open.Where(one => one.Process == healed.Process && one.Kind != "killed").ToArray())
                {
                    open.Remove(over);
                    yield return over with { Until = healed.At };
                }
            }
        }

        foreach (Disturbance unhealed in open)
        {
            yield return unhealed;
        }
    }

    /// <summary>Whether it may have touched a process within a time.</summary>
    /// <param name="process">The process.</param>
    /// <param name="from">The beginning.</param>
    /// <param name="until">The end.</param>
    /// <returns>Whether it may.</returns>
    public bool Touches(int process, long from, long until) =>
        (Process == process || Process == 0) && From <= Math.Max(from, until) && Until >= Math.Min(from, until);
}
