using Pawl.Checker;
using Pawl.Checker.Journals;
using Pawl.Checker.Rules;
using Pawl.Checker.Store;
using Pawl.Faults.Processes;

namespace Pawl.Faults.Running;

/// <summary>What comes after the faults: nobody asks for more, all comes to rest, and the checker looks.</summary>
internal static class Settlement
{
    private static readonly TimeSpan RestTime = TimeSpan.FromSeconds(40);

    /// <summary>Lets a site come to rest, and reads what it leaves.</summary>
    public static async Task<Evidence> SettleAsync(Site site, CancellationToken cancellationToken)
    {
        if (site.Nodes.Count == 0)
        {
            await site.StartNodeAsync(cancellationToken);
        }

        NodeProcess[] nodes = [.. site.Nodes];
        await AskAsync(site, nodes, "quiet", "quiet", cancellationToken);
        await AskAsync(site, nodes, "drain", "idle", cancellationToken);
        await Task.WhenAll(nodes.Select(node => site.StopAsync(node, cancellationToken)));
        var evidence = new Evidence(new History(JournalReader.ReadFolder(site.Folder)), ReadStore(site));
        site.Expect("Ticks of schedules have run", evidence.History.Plans.Count == 0 || evidence.History.Ticks.Count > 0);
        return evidence;
    }

    private static async Task AskAsync(Site site, NodeProcess[] nodes, string order, string answer, CancellationToken cancellationToken)
    {
        Array.ForEach(nodes, node => node.Tell(order));
        Task all = Task.WhenAll(nodes.Select(node => node.HearAsync(answer, cancellationToken)));
        try
        {
            await all.WaitAsync(RestTime, cancellationToken);
        }
        catch (TimeoutException)
        {
            site.Expect($"All processes say '{answer}' within {RestTime.TotalSeconds} s after the faults", isSo: false);
        }
    }

    private static StoreContents ReadStore(Site site) => site.Store == StoreKind.Sqlite
        ? StoreContents.ReadFile(site.DatabaseFile)
        : StoreContents.ReadDatabase(site.JudgeUrl);
}
