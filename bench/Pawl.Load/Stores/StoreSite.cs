using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pawl.Load.Stores;

/// <summary>A store of its own for one measurement, empty at first and deleted at the end. Scenarios reach it only as
/// users do, so that their numbers mean the same for every store.</summary>
internal sealed class StoreSite : IDisposable
{
    private readonly string store;
    private readonly string folder;

    private StoreSite(string store, string folder)
    {
        this.store = store;
        this.folder = folder;
    }

    public static IReadOnlyList<string> KnownStores { get; } = ["sqlite"];

    public static StoreSite Create(LoadSettings settings) =>
        new(settings.Store, Directory.CreateDirectory(Path.Combine(settings.Folder, Path.GetRandomFileName())).FullName);

    /// <summary>Opens the store in a process that enqueues only.</summary>
    public Task<OpenSite> OpenAsync() => OpenAsync(handle: null, LoadQueues.Measured, concurrency: 0);

    /// <summary>Opens the store and starts a worker.</summary>
    /// <param name="handle">Called by each job's handler, first of all.</param>
    /// <param name="queue">The line that the worker serves.</param>
    /// <param name="concurrency">How many jobs it runs at once.</param>
    public async Task<OpenSite> OpenAsync(Action<LoadJob>? handle, string queue, int concurrency)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        var pawl = store switch
        {
            "sqlite" => builder.AddPawl().UseSqlite($"Data Source={Path.Combine(folder, "pawl.db")}"),
            _ => throw new ArgumentException($"'{store}' is no store. Use one of: {string.Join(", ", KnownStores)}."),
        };
        if (concurrency > 0)
        {
            pawl.AddWorker(worker => worker.Queue(queue, concurrency));
        }

        IHost host = builder.Build();
        if (handle is not null)
        {
            host.MapJob((LoadJob job, JobContext _) =>
            {
                handle(job);
                return Task.CompletedTask;
            });
        }

        await host.StartAsync();
        return new OpenSite(host, host.Services.GetRequiredService<IJobClient>());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
