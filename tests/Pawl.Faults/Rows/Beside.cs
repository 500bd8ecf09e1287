using Pawl.Checker;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>What rows share.</summary>
internal static class Beside
{
    private const int Others = 2;

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
}
