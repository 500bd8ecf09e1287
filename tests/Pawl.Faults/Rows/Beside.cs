using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Pawl.Checker;
using Pawl.Checker.Journals;
using Pawl.Faults.Disks;
using Pawl.Faults.Processes;
using Pawl.Faults.Running;
using Pawl.PrivatePostgres;

namespace Pawl.Faults.Rows;

/// <summary>What rows share.</summary>
internal static class Beside
{
    internal const int Others = 2;

    /// <summary>Told to processes whose server goes away for seconds, again and again: whose lease ends meanwhile is taken for dead, and
    /// its jobs for poison when that was so thrice.</summary>
    internal static readonly string[] LongLease = ["--Pawl:Node:LeaseDuration", "00:00:12"];

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
    public static int Unknown(Evidence evidence) => evidence.History.Calls.Keys.Count(number =>
        !evidence.History.Acknowledged.ContainsKey(number) && !evidence.History.Refused.Contains(number));

    /// <summary>Expects that some call that is made from now on is acknowledged soon.</summary>
    public static Task ExpectAnswersAsync(Site site, TimeSpan limit, CancellationToken cancellationToken) =>
        ExpectAnswersAsync(site, _ => true, limit, cancellationToken);

    /// <summary>Expects that some call that a process makes from now on is acknowledged soon.</summary>
    public static Task ExpectAnswersAsync(Site site, NodeProcess node, TimeSpan limit, CancellationToken cancellationToken) =>
        ExpectAnswersAsync(site, call => call.Incarnation == node.Number, limit, cancellationToken);

    /// <summary>Whether nobody asked for anything in a time, or the machine was too slow to tell.</summary>
    public static bool IsQuiet(Evidence evidence, long from, long until) =>
        !evidence.History.Calls.Values.Any(call => call.At > from && call.At < until)
        || evidence.History.Disturbances.Any(one => one.Kind == "slow" && one.From <= until && one.Until >= from);

    /// <summary>Starts a standby, and lets processes that are started from now on look for the primary at either.</summary>
    public static async Task<PrivateServer> StartStandbyAsync(Site site, bool isSynchronous, CancellationToken cancellationToken)
    {
        PrivateServer standby = site.Use(await site.Server.StartStandbyAsync("second", cancellationToken));
        site.DatabaseUrl = new NpgsqlConnectionStringBuilder(site.DatabaseUrl)
        {
            Host = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{site.Server.Port},127.0.0.1:{standby.Port}"),
        }.ToString();
        if (isSynchronous)
        {
            site.Server.Settings["synchronous_standby_names"] = "second";
            site.Server.Reload();
        }

        return standby;
    }

    /// <summary>Starts the server anew on a system that can fail.</summary>
    public static async Task<SystemFaults> RestartOnAsync(Site site, CancellationToken cancellationToken)
    {
        SystemFaults system = await SystemFaults.BuildAsync(site.Server.Folder, cancellationToken);
        foreach ((string name, string value) in system.Variables)
        {
            site.Server.Environment[name] = value;
        }

        await site.Server.RestartAsync(cancellationToken);
        return system;
    }

    /// <summary>An answer to an earlier call proves nothing: it may have come before the fault, and been written down after it.</summary>
    private static Task<bool> ExpectAnswersAsync(
        Site site, Func<JournalEntry.Call, bool> isMeant, TimeSpan limit, CancellationToken cancellationToken)
    {
        long now = Stopwatch.GetTimestamp();
        return site.ExpectAsync(
            "Calls are answered",
            limit,
            history => history.Acknowledged.Keys.Any(number => history.Calls[number] is var call && call.At > now && isMeant(call)),
            cancellationToken);
    }
}
