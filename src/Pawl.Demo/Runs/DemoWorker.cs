using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pawl.Demo.Cities;
using Pawl.Demo.Jobs;
using Pawl.Demo.Stores;
using Pawl.Hosting;

namespace Pawl.Demo.Runs;

/// <summary>The working process: an ordinary host with Pawl in it, that begins the run or goes on with it.</summary>
internal static class DemoWorker
{
    // Far more than cores: a city is computed in microseconds, and then waits for the disk. All that wait at once share
    // one commit.
    private const int ConcurrentCities = 256;

    // What a killed node had in hand, the others take over after this.
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(10);

    /// <summary>Works until no job is left, or until it is asked to stop: by a signal, or by closing its standard input.</summary>
    /// <param name="folder">Where jobs, results and report go.</param>
    /// <param name="records">How many records to compute.</param>
    /// <param name="clock">The time.</param>
    /// <param name="cancellationToken">Asks to stop.</param>
    /// <returns>The exit code: 0 when no job is left.</returns>
    public static async Task<int> RunAsync(
        DemoFolder folder, int records, TimeProvider clock, CancellationToken cancellationToken)
    {
        using IHost host = Build(folder, clock);
        var jobs = host.Services.GetRequiredService<IJobClient>();
        var monitor = host.Services.GetRequiredService<RunMonitor>();
        try
        {
            // Loaded now, so that the first jobs need not wait for it.
            _ = host.Services.GetRequiredService<Atlas>();
            await host.StartAsync(cancellationToken);
        }
        catch (PawlException exception)
        {
            monitor.Refuse(exception.Message);
            return 1;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            cancellationToken, host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        bool isFinished = await WorkAsync(jobs, monitor, Today(clock), records, stop);
        await host.StopAsync(CancellationToken.None);
        return isFinished ? 0 : 1;
    }

    private static IHost Build(DemoFolder folder, TimeProvider clock)
    {
        // Empty: no settings of the folder that the user happens to stand in.
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            .AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);

        DemoStore store = DemoStore.Find(folder);
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton(store);
        builder.Services.AddSingleton(services => new RunMonitor(services.GetRequiredService<IJobClient>(), Console.Out, clock));
        builder.Services.AddSingleton(CityFile.Shipped);
        builder.Services.AddSingleton<Atlas>();

        PawlBuilder pawl = builder.AddPawl(options => options.Node.LeaseDuration = LeaseDuration);
        store.Choose(pawl);
        pawl.AddHandler<ImportCitiesHandler, ImportCities>()
            .AddHandler<ComputeCityHandler, ComputeCity>()
            .AddHandler<WriteReportHandler, WriteReport>()
            .AddWorker(worker => worker
                .Queue(QueueName.Default, concurrency: 2)
                .Queue(ComputeCity.Queue, ConcurrentCities));
        return builder.Build();
    }

    private static async Task<bool> WorkAsync(
        IJobClient jobs, RunMonitor monitor, DateOnly date, int records, CancellationTokenSource stop)
    {
        // Ends with the process: a read of standard input cannot be cancelled.
        Task inputClosed = CancelWhenInputClosesAsync(stop);
        try
        {
            DemoRun run = await DemoRun.BeginAsync(jobs, date, records, stop.Token);
            if (run.Records != records)
            {
                monitor.Refuse(
                    $"The folder holds a run of {run.Records:N0} records. Go on with it by --records {run.Records}, or name "
                    + "another folder with --folder.");
                return false;
            }

            await monitor.FollowAsync(run, stop.Token);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private static async Task CancelWhenInputClosesAsync(CancellationTokenSource stop)
    {
        await using Stream input = Console.OpenStandardInput();
        while (await input.ReadAsync(new byte[1]) > 0)
        {
        }

        await stop.CancelAsync();
    }

    private static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
