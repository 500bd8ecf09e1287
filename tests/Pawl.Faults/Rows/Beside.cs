using Pawl.Checker;
using Pawl.Checker.Journals;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>What rows share.</summary>
internal static class Beside
{
    internal const int Others = 2;

    /// <summary>Starts the processes that nothing happens to; a file has room for one process only.</summary>
    public static async Task StartAsync(Site site, CancellationToken cancellationToken)
    {
        for (int other = 0; site.Store == StoreKind.Postgres && other < Others; other++)
        {
            await site.StartNodeAsync(cancellationToken);
        }
    }

    /// <summary>Waits for the first process that ends.</summary>
    public static async Task<NodeProcess> FirstToDieAsync(IReadOnlyCollection<NodeProcess> nodes, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ends = nodes.ToDictionary(node => (Task)node.EndAsync(enough.Token));
        Task first = await Task.WhenAny(ends.Keys);
        await first;
        await enough.CancelAsync();
        return ends[first];
    }

    /// <summary>How many jobs were begun more than once although they did not throw.</summary>
    public static int RunAgain(Evidence evidence) =>
        evidence.History.Starts.Count(starts => starts.Count() > 1 + evidence.History.Ends[starts.Key].Count(end => end.How == "threw"));

    /// <summary>How many calls ended with nobody knowing.</summary>
    public static int Unknown(Evidence evidence) => evidence.History.Entries.OfType<JournalEntry.Unknown>().Count();

    /// <summary>Expects that some call is acknowledged soon.</summary>
    public static Task ExpectAnswersAsync(Site site, TimeSpan limit, CancellationToken cancellationToken)
    {
        int before = site.ReadHistory().Acknowledged.Count;
        return site.ExpectAsync("Calls are answered", limit, history => history.Acknowledged.Count > before, cancellationToken);
    }

    /// <summary>Whether nobody asked for anything in a time, or the machine was too slow to tell.</summary>
    public static bool IsQuiet(Evidence evidence, long from, long until) =>
        !evidence.History.Calls.Values.Any(call => call.At > from && call.At < until)
        || evidence.History.Disturbances.Any(one => one.Kind == "slow" && one.From <= until && one.Until >= from);
}
