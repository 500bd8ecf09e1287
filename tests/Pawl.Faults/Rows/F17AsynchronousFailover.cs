using System.Globalization;
using Pawl.Checker;
using Pawl.Checker.Journals;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;
using Pawl.PrivatePostgres;

namespace Pawl.Faults.Rows;

/// <summary>An asynchronous standby takes over that has fallen behind. What it had not got is lost, and nothing else; what had been done
/// under the old primary counts no more under the new one.</summary>
internal sealed class F17AsynchronousFailover : Row
{
    private const string Lagging = "lagging";
    private const string Ahead = "ahead";
    private const string Down = "down";

    public override string Fault => "failover to an asynchronous standby that has fallen behind";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        // What Pawl does by default: workers outlive the failover, and could be given a lease again.
        site.Settings.AddRange("--Pawl:Node:LeaseDuration", "00:00:30");
        PrivateServer primary = site.Server;
        PrivateServer standby = await Beside.StartStandbyAsync(site, isSynchronous: false, cancellationToken);
        await Beside.StartAsync(site, cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        await GrantLog.BeginAsync(primary, cancellationToken);
        await site.PassAsync(3, cancellationToken);

        await PauseSenderAsync(site, standby, cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(1, cancellationToken);
        IReadOnlyDictionary<string, string> before = await GrantLog.ReadAsync(primary, cancellationToken);
        site.Disturb(0, Down);
        await primary.KillAsync(cancellationToken);
        await standby.PromoteAsync(cancellationToken);
        site.Server = standby;
        await Beside.ExpectAnswersAsync(site, TimeSpan.FromSeconds(10), cancellationToken);
        await site.StartNodeAsync(cancellationToken);
        await site.PassAsync(Site.Lease.TotalSeconds, cancellationToken);
        site.Heal(0);
        await site.PassAsync(2, cancellationToken);
        IReadOnlyDictionary<string, string> after = await GrantLog.ReadAsync(standby, cancellationToken);
        CompareLeases(site, before, after);
    }

    public override Verdict Judge(Evidence evidence) =>
        base.Judge(LostTail.Cut(evidence, Of(evidence, Lagging).From, Of(evidence, Down).From));

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site)
    {
        History history = evidence.History;
        JournalEntry.Acknowledged[] behind =
        [
            .. from promise in history.Acknowledged.Values
               where history.Calls[promise.Number].Kind != "unique" && history.Calls[promise.Number].Type != JobTypes.Gone
               where history.Calls[promise.Number].At > Of(evidence, Ahead).From && promise.At < Of(evidence, Down).From
               select promise,
        ];
        int kept = behind.Count(promise => promise.Ids.Any(evidence.Store.Jobs.ContainsKey));
        site.Report($"{behind.Length} acknowledged calls that the standby had not got, {behind.Length - kept} of them lost");
        if (behind.Length == 0 || kept > 0)
        {
            yield return $"What the standby had not got is lost, but {kept} of {behind.Length} calls are not";
        }

        foreach (var same in from promise in history.Acknowledged.Values
                             let call = history.Calls[promise.Number]
                             where call.Kind != "unique"
                             from id in promise.Ids
                             group call.Origin by id into origins
                             where origins.Distinct().Count() > 1
                             select origins)
        {
            yield return $"An id is given once, but {same.Key} was answered to {string.Join(" and ", same.Distinct())}";
        }

        if (!site.Started.All(node => node.Errors.Contains("acknowledged jobs survive Power", StringComparison.Ordinal)))
        {
            yield return "Each process says at its start what acknowledged jobs survive";
        }
    }

    /// <summary>A lease is a job, a token and its worker's nonce: tokens may come again, leases never.</summary>
    private static void CompareLeases(
        Site site, IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after)
    {
        HashSet<string> lost = [.. before.Where(lease => !after.ContainsKey(lease.Key)).Select(lease => lease.Value)];
        string[] twice = [.. after.Where(lease => !before.ContainsKey(lease.Key)).Select(lease => lease.Value).Where(lost.Contains)];
        site.Report($"{lost.Count} leases lost, {twice.Length} of them given again");
        site.Expect($"No lease is given again by the new primary, but {twice.FirstOrDefault()} was", twice.Length == 0);
    }

    /// <summary>Lets the standby have all that was promised so far, and nothing after that.</summary>
    private static async Task PauseSenderAsync(Site site, PrivateServer standby, CancellationToken cancellationToken)
    {
        site.Disturb(0, Lagging);
        object? written = await site.Server.ExecuteAsync("SELECT pg_current_wal_insert_lsn()::text", cancellationToken: cancellationToken);
        string hasAll = string.Create(CultureInfo.InvariantCulture, $"SELECT pg_last_wal_receive_lsn() >= '{written}'");
        while (await standby.ExecuteAsync(hasAll, cancellationToken: cancellationToken) is not true)
        {
            await site.PassAsync(0.01, cancellationToken);
        }

        object? sender = await site.Server.ExecuteAsync("SELECT pid FROM pg_stat_replication", cancellationToken: cancellationToken);
        Signals.Send(sender is int id ? id : throw new CannotInjectException("Nobody follows the primary."), Signals.Stop);
        site.Disturb(0, Ahead);
    }

    private static Disturbance Of(Evidence evidence, string kind) => evidence.History.Disturbances.First(one => one.Kind == kind);
}
