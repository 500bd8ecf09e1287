using System.Diagnostics;
using Pawl.Checker;
using Pawl.Checker.Journals;
using Pawl.Faults.Network;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;

namespace Pawl.Faults.Rows;

/// <summary>Hints between processes are off, late, and lost, so polling finds jobs; and telling others costs commits next to
/// nothing.</summary>
internal sealed class F23NoHints : Row
{
    private const int Committers = 200;
    private const int Rounds = 6;
    private const double LeastShare = 0.8;
    private const int Asked = 12;
    private const double Pause = 0.4;
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(1);

    public override string Fault => "hints between processes off, late, and lost; 200 committers with and without them";

    public override int Tier => 1;

    public override IReadOnlyList<StoreKind> Stores => Postgres;

    public override async Task BreakAsync(Site site, CancellationToken cancellationToken)
    {
        site.Settings.AddRange("--Ticks", "false");
        site.Server.Settings["max_connections"] = "600";
        await site.Server.RestartAsync(cancellationToken);
        TcpProxy proxy = site.Use(new TcpProxy(site.Server.Port));
        string listen = site.Server.ConnectionString("work", proxy.Port);
        for (int worker = 0; worker < Beside.Others; worker++)
        {
            await site.StartNodeAsync(cancellationToken, "--Listen", listen, "--Calls", "false");
        }

        await AskAsync(site, cancellationToken, "--Notify", "false");
        proxy.ToClient.Delay = TimeSpan.FromSeconds(2);
        await AskAsync(site, cancellationToken);
        proxy.ToClient.Pass();
        proxy.ToClient.Drops = true;
        await AskAsync(site, cancellationToken);
        proxy.ToClient.Pass();
        await CompareAsync(site, cancellationToken);
    }

    public override IEnumerable<string> FindUnmet(Evidence evidence, Site site) =>
        from promise in evidence.History.Acknowledged.Values
        where evidence.History.Calls[promise.Number].Kind == "herd"
        from start in evidence.History.Starts[promise.Ids[0]].Take(1)
        group Stopwatch.GetElapsedTime(promise.At, start.At) by promise.Incarnation into asked
        let middle = asked.Order().ElementAt(asked.Count() / 2)
        where middle > UsualWait
        select $"Half of the jobs of process {asked.Key} begin within {UsualWait}, not {middle}";

    /// <summary>A process that runs nothing asks for single jobs, while those that run jobs have nothing else to do: whoever ends a job
    /// looks for the next, and would need no hint. So there are no schedules here either.</summary>
    private static async Task AskAsync(Site site, CancellationToken cancellationToken, params string[] settings)
    {
        NodeProcess caller = await site.StartNodeAsync(cancellationToken, ["--Works", "false", "--Calls", "false", .. settings]);
        for (int job = 0; job < Asked; job++)
        {
            caller.Tell("herd 1 00:00:00");
            await site.PassAsync(Pause, cancellationToken);
        }

        await site.StopAsync(caller, cancellationToken);
    }

    /// <summary>Two processes take turns, one with hints and one without; the first round of each is for warming up.</summary>
    private static async Task CompareAsync(Site site, CancellationToken cancellationToken)
    {
        site.DatabaseUrl += $";Maximum Pool Size={Committers}";
        string[] silent = ["--Works", "false", "--Calls", "false"];
        NodeProcess told = await site.StartNodeAsync(cancellationToken, silent);
        NodeProcess untold = await site.StartNodeAsync(cancellationToken, [.. silent, "--Notify", "false"]);
        (double with, double without) = (0, 0);
        for (int round = 0; round <= Rounds; round++)
        {
            // Whoever begins changes, since the pile of jobs grows.
            bool isToldFirst = round % 2 == 0;
            double first = await CommitAsync(site, isToldFirst ? told : untold, round, cancellationToken);
            double second = await CommitAsync(site, isToldFirst ? untold : told, round, cancellationToken);
            with += round == 0 ? 0 : isToldFirst ? first : second;
            without += round == 0 ? 0 : isToldFirst ? second : first;
        }

        site.Report($"{with / Rounds:0} commits a second with hints, {without / Rounds:0} without: {with / without:0%}");
        site.Expect($"Commits with hints are at least {LeastShare:0%} of those without", with >= without * LeastShare);
    }

    /// <returns>Commits a second.</returns>
    private static async Task<double> CommitAsync(Site site, NodeProcess node, int round, CancellationToken cancellationToken)
    {
        int before = Committed(site, node);
        long begun = Stopwatch.GetTimestamp();
        node.Tell($"commit {Committers} 00:00:01 round-{round}");
        await node.HearAsync($"round-{round}", cancellationToken);
        TimeSpan passed = Stopwatch.GetElapsedTime(begun);
        return (Committed(site, node) - before) / passed.TotalSeconds;
    }

    private static int Committed(Site site, NodeProcess node) =>
        site.ReadHistory().Acknowledged.Values.Count(promise => promise.Incarnation == node.Number);
}
