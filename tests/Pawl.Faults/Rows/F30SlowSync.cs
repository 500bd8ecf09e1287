using System.Diagnostics;
using Pawl.Checker;
using Pawl.Faults.Disks;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>Each sync takes 300 ms: commits grow, and nothing else changes.</summary>
internal sealed class F30SlowSync : Row
{
    private const int Seconds = 10;
    private const int FewestJobs = 100;

    public override string Fault => "syncs take 300 ms";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Both;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        bool isFile = site.Store == StoreKind.Sqlite;
        SystemFaults disk = isFile
            ? await SystemFaults.BuildAsync(site.Folder, cancellationToken)
            : await Beside.RestartOnAsync(site, cancellationToken);
        NodeProcess node = site.Launch(isFile ? disk.Prefix : [], "--Pace", "8");
        await node.HearAsync("ready", cancellationToken);
        disk.Order("slow 300");
        int before = site.ReadHistory().Acknowledged.Values.Sum(promise => promise.Ids.Count);
        await site.PassAsync(Seconds, cancellationToken);
        int accepted = site.ReadHistory().Acknowledged.Values.Sum(promise => promise.Ids.Count) - before;
        await RequireSlowAsync(site, cancellationToken);
        disk.Order("none");
        site.Expect($"At least {FewestJobs} jobs are accepted in {Seconds} s, not {accepted}", accepted >= FewestJobs);
    }

    /// <summary>Whether the server meets slow syncs, too; on a file, nobody but its owner can tell.</summary>
    private static async Task RequireSlowAsync(Site site, CancellationToken cancellationToken)
    {
        long begun = Stopwatch.GetTimestamp();
        if (site.Store == StoreKind.Postgres)
        {
            await site.Server.ExecuteAsync("CREATE TABLE waited_for (id int)", cancellationToken: cancellationToken);
            if (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromMilliseconds(300))
            {
                throw new CannotInjectException("A commit did not wait for a sync of 300 ms.");
            }
        }
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site) =>
        from job in evidence.Store.Rows
        where job.Crashes > 0 && !evidence.History.Disturbances.Any(one => one.Kind == "slow")
        select $"{job} has lost a lease to a slow disk";
}
