using System.Diagnostics;
using Pawl.Load.Scenarios;
using Pawl.Load.Stores;

namespace Pawl.Load;

/// <summary>A process that is one node of a cluster: it warms up on a store of its own, says so, and runs the jobs of another store
/// from the moment it is told to until its standard input ends.</summary>
internal sealed class NodeProcess
{
    /// <summary>The option that makes this program the new process, with the database to work on.</summary>
    public const string NodeOption = "--node";

    private const int WarmUpJobs = 50_000;
    private const string Ready = "ready";

    private readonly Process process;

    private NodeProcess(Process process) => this.process = process;

    /// <summary>Starts one, which is warm when this returns.</summary>
    public static async Task<NodeProcess> StartAsync(LoadSettings settings, PostgresSite site)
    {
        ProcessStartInfo start = ScenarioProcess.Describe(settings, NodeOption, site.ConnectionString);
        start.RedirectStandardInput = true;
        Process process = Process.Start(start) ?? throw new InvalidOperationException("The process of a node did not start.");
        return await process.StandardOutput.ReadLineAsync() == Ready
            ? new NodeProcess(process)
            : throw new InvalidOperationException("A node failed; see above.");
    }

    /// <summary>What the new process does.</summary>
    public static async Task RunAsync(LoadSettings settings, string database)
    {
        await Drain.DrainNewSiteAsync(settings, WarmUpJobs, new EnqueueOptions());
        await using PostgresSite site = PostgresSite.Find(database);
        Console.WriteLine(Ready);
        if (await Console.In.ReadLineAsync() is null)
        {
            return;
        }

        await using OpenSite open = await site.OpenAsync(_ => { }, LoadQueues.Measured, Drain.Concurrency);
        await Console.In.ReadLineAsync();
    }

    /// <summary>Lets it open the store and work.</summary>
    public void Begin() => process.StandardInput.WriteLine();

    /// <summary>Has it stop, and waits until it is gone.</summary>
    public async Task EndAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"A node ended with exit code {process.ExitCode}; see above.");
        }

        process.Dispose();
    }
}
