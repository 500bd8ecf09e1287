using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>A hundred thousand jobs are due at one instant.</summary>
internal sealed class F39Herd : Row
{
    private const int Jobs = 100_000;

    public override string Fault => "a hundred thousand jobs due at once";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Both;

    public override TimeSpan Limit => TimeSpan.FromMinutes(4);

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        await Beside.StartAsync(site, cancellationToken);
        NodeProcess node = await site.StartNodeAsync(cancellationToken);
        node.Tell($"herd {Jobs} 00:00:25");
        await site.WaitAsync(
            "The jobs are enqueued",
            history => history.Calls.Values.Any(call => call.Kind == "herd" && history.Acknowledged.ContainsKey(call.Number)),
            cancellationToken);
        await site.PassAsync(25, cancellationToken);
        await site.ExpectAsync(
            "All are begun",
            TimeSpan.FromMinutes(2),
            history => history.Calls.Values.Where(call => call.Kind == "herd")
                .All(call => history.Acknowledged[call.Number].Ids.All(history.Starts.Contains)),
            cancellationToken);
    }
}
