using System.Diagnostics;
using System.Globalization;
using Pawl.Checker.Journals;
using Pawl.Faults.Disks;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>A process gets no more handles: first for connections, which it has lost, and then for anything.</summary>
internal sealed class F36NoHandles : Row
{
    private const string TooManyOpenFiles = "sockets 24";
    private const int Plenty = 1_024;
    private const double Seconds = 5;
    private static readonly TimeSpan LongestReturn = TimeSpan.FromSeconds(5);

    public override string Fault => "no more file handles";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Both;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        SystemFaults faults = await SystemFaults.BuildAsync(site.Folder, cancellationToken);
        NodeProcess node = site.Launch(faults.Prefix);
        await node.HearAsync("ready", cancellationToken);
        await site.PassAsync(2, cancellationToken);
        if (site.Store == StoreKind.Postgres)
        {
            await RefuseConnectionsAsync(site, node, faults, cancellationToken);
        }

        await RefuseHandlesAsync(site, node, cancellationToken);
    }

    private static async Task RefuseConnectionsAsync(
        Site site, NodeProcess node, SystemFaults faults, CancellationToken cancellationToken)
    {
        site.Disturb(node.Number, "handles");
        faults.Order(TooManyOpenFiles);
        await site.Server.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'work' AND pid <> pg_backend_pid()",
            cancellationToken: cancellationToken);
        long cutAt = Stopwatch.GetTimestamp();
        await site.PassAsync(Seconds, cancellationToken);
        History history = site.ReadHistory();
        int answered = history.Acknowledged.Values
            .Count(promise => promise.Incarnation == node.Number && history.Calls[promise.Number].At > cutAt);
        site.Expect($"Nothing is acknowledged without a connection, but {answered} calls were", answered == 0);
        site.Expect("The process lives on without connections", node.IsAlive);
        faults.Order("none");
        await Beside.ExpectAnswersAsync(site, node, LongestReturn, cancellationToken);
        site.Heal(node.Number);
    }

    /// <summary>The runtime gives a pipe to each thread that it starts, and ends a process in which it cannot. Nothing here can keep it
    /// from that; so either the process lives on, or others take its jobs over.</summary>
    private static async Task RefuseHandlesAsync(Site site, NodeProcess node, CancellationToken cancellationToken)
    {
        site.Disturb(node.Number, "handles");
        await LimitAsync(node, Directory.GetFiles($"/proc/{node.Id}/fd").Length, cancellationToken);
        await site.PassAsync(Seconds, cancellationToken);
        if (node.IsAlive)
        {
            await LimitAsync(node, Plenty, cancellationToken);
        }
        else
        {
            site.Report("the runtime ended the process");
            await site.DieAsync(node, cancellationToken);
            site.Expect("The runtime says why it ended the process", node.Errors.Contains("Out of memory", StringComparison.Ordinal));
            node = await site.StartNodeAsync(cancellationToken);
        }

        await Beside.ExpectAnswersAsync(site, node, LongestReturn, cancellationToken);
        site.Heal(node.Number);
    }

    private static Task<string> LimitAsync(NodeProcess node, int handles, CancellationToken cancellationToken) => Tool.RunAsync(
        cancellationToken,
        "prlimit",
        "--pid",
        node.Id.ToString(CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"--nofile={handles}:"));
}
