using System.Globalization;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>A process may open no more files and connections than it has; on PostgreSQL it loses those, too.</summary>
internal sealed class F36NoHandles : Row
{
    private const int Plenty = 1_024;

    public override string Fault => "no more file handles";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Both;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        NodeProcess node = await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(2, cancellationToken);
        site.Disturb(node.Number, "handles");
        await LimitAsync(node, Directory.GetFiles($"/proc/{node.Id}/fd").Length, cancellationToken);
        if (site.Store == StoreKind.Postgres)
        {
            await site.Server.ExecuteAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'work' AND pid <> pg_backend_pid()",
                cancellationToken: cancellationToken);
        }

        await site.PassAsync(5, cancellationToken);
        await LimitAsync(node, Plenty, cancellationToken);
        await Beside.ExpectAnswersAsync(site, TimeSpan.FromSeconds(5), cancellationToken);
        site.Heal(node.Number);
        site.Expect("The process lives on", node.IsAlive);
    }

    private static Task<string> LimitAsync(NodeProcess node, int handles, CancellationToken cancellationToken) => Tool.RunAsync(
        cancellationToken,
        "prlimit",
        "--pid",
        node.Id.ToString(CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"--nofile={handles}:"));
}
