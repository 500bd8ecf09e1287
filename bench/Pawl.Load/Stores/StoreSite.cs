using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pawl.Hosting;

namespace Pawl.Load.Stores;

/// <summary>A store of its own for one measurement, empty at first and deleted at the end. Scenarios reach it only as
/// users do, so that their numbers mean the same for every store.</summary>
internal abstract class StoreSite : IAsyncDisposable
{
    /// <summary>Makes one of the store that is to be measured.</summary>
    public static async Task<StoreSite> CreateAsync(LoadSettings settings) => settings.Store switch
    {
        LoadSettings.Sqlite => new SqliteSite(settings.Folder),
        LoadSettings.Postgres => await PostgresSite.CreateAsync(settings),
        _ => throw new ArgumentException($"'{settings.Store}' is no store."),
    };

    /// <summary>Opens the store in a process that enqueues only.</summary>
    public Task<OpenSite> OpenAsync() => OpenAsync(handle: null, LoadQueues.Measured, concurrency: 0);

    /// <summary>Opens the store and starts a worker.</summary>
    /// <param name="handle">Called by each job's handler, first of all.</param>
    /// <param name="queue">The line that the worker serves.</param>
    /// <param name="concurrency">How many jobs it runs at once.</param>
    public async Task<OpenSite> OpenAsync(Action<LoadJob>? handle, string queue, int concurrency)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        PawlBuilder pawl = builder.AddPawl();
        Choose(pawl);
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

    public abstract ValueTask DisposeAsync();

    /// <summary>Tells Pawl where its store lies.</summary>
    protected abstract void Choose(PawlBuilder pawl);
}
