namespace Pawl.Checker.Journals;

/// <summary>All that the program under test wrote down, in the order it did, and by what the rules ask for.</summary>
public sealed class History
{
    /// <summary>Sorts entries.</summary>
    /// <param name="entries">The entries of all incarnations, in their order.</param>
    public History(IEnumerable<JournalEntry> entries)
    {
        Entries = [.. entries];
        Calls = Entries.OfType<JournalEntry.Call>().ToDictionary(call => call.Number);
        CallsByOrigin = Calls.Values.ToLookup(call => call.Origin);
        Acknowledged = Entries.OfType<JournalEntry.Acknowledged>().ToDictionary(entry => entry.Number);
        Refused = Entries.OfType<JournalEntry.Refused>().Select(entry => entry.Number).ToHashSet();
        Starts = Entries.OfType<JournalEntry.Start>().ToLookup(start => start.Job);
        Ends = Entries.OfType<JournalEntry.End>().ToLookup(end => end.Job);
        Plans = Entries.OfType<JournalEntry.Plan>().GroupBy(plan => plan.Schedule).ToDictionary(same => same.Key, same => same.First());
        Ticks = [.. Entries.OfType<JournalEntry.Tick>()];
        Disturbances = [.. Disturbance.In(Entries)];
    }

    /// <summary>Everything, in order.</summary>
    public IReadOnlyList<JournalEntry> Entries { get; }

    /// <summary>What was asked for, by number.</summary>
    public IReadOnlyDictionary<string, JournalEntry.Call> Calls { get; }

    /// <summary>What was asked for, by origin; requests that are repeated under an idempotency key share one.</summary>
    public ILookup<string, JournalEntry.Call> CallsByOrigin { get; }

    /// <summary>What was promised, by the number of the call.</summary>
    public IReadOnlyDictionary<string, JournalEntry.Acknowledged> Acknowledged { get; }

    /// <summary>The numbers of calls that were refused.</summary>
    public IReadOnlySet<string> Refused { get; }

    /// <summary>The runs of each job, in order.</summary>
    public ILookup<long, JournalEntry.Start> Starts { get; }

    /// <summary>How runs of each job ended, in order.</summary>
    public ILookup<long, JournalEntry.End> Ends { get; }

    /// <summary>The schedules that processes declared, by name.</summary>
    public IReadOnlyDictionary<string, JournalEntry.Plan> Plans { get; }

    /// <summary>What handlers were told of ticks, in order.</summary>
    public IReadOnlyList<JournalEntry.Tick> Ticks { get; }

    /// <summary>When processes, or the store, were not themselves.</summary>
    public IReadOnlyList<Disturbance> Disturbances { get; }

    /// <summary>Whether a handler of a job came to its end with success, under any token.</summary>
    /// <param name="job">The job.</param>
    /// <returns>Whether it did.</returns>
    public bool HasReturned(long job) => Ends[job].Any(end => end.How == "returned");
}
