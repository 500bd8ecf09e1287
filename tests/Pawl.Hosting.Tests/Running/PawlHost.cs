using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pawl.Hosting.Tests.Running;

/// <summary>A real host on a real file in a folder of its own, which goes away with it.</summary>
internal sealed class PawlHost : IAsyncDisposable
{
    private readonly TestFolder folder;
    private readonly IHost host;

    private PawlHost(TestFolder folder, IHost host, LogLines log)
    {
        this.folder = folder;
        this.host = host;
        Log = log;
    }

    public IJobClient Jobs => host.Services.GetRequiredService<IJobClient>();

    public IQueueClient Queues => host.Services.GetRequiredService<IQueueClient>();

    public IServiceProvider Services => host.Services;

    public LogLines Log { get; }

    /// <summary>Starts a host.</summary>
    /// <param name="pawl">Adds handlers and workers.</param>
    /// <param name="map">Adds handlers that are functions.</param>
    /// <param name="folder">Where the file lies; a new folder by default.</param>
    /// <param name="settings">The configuration.</param>
    public static async Task<PawlHost> StartAsync(
        Action<PawlBuilder> pawl,
        Action<IHost>? map = null,
        TestFolder? folder = null,
        Dictionary<string, string?>? settings = null)
    {
        PawlHost started = Build(pawl, map, folder, settings);
        await started.host.StartAsync(TestContext.Current.CancellationToken);
        return started;
    }

    public static PawlHost Build(
        Action<PawlBuilder> pawl,
        Action<IHost>? map = null,
        TestFolder? folder = null,
        Dictionary<string, string?>? settings = null)
    {
        TestFolder used = folder?.Share() ?? new TestFolder();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        var log = new LogLines();
        builder.Logging.AddProvider(log);
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        pawl(builder.AddPawl().UseSqlite(used.ConnectionString));
        IHost host = builder.Build();
        map?.Invoke(host);
        return new PawlHost(used, host, log);
    }

    public void MapJob<TJob>(Func<TJob, Task> handler)
        where TJob : IJob => host.MapJob(handler);

    public Task StartAsync() => host.StartAsync(TestContext.Current.CancellationToken);

    public Task StopAsync() => host.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        if (host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        folder.Dispose();
    }
}
