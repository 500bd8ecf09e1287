using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pawl.Engine.Clients;
using Pawl.Engine.Handlers;
using Pawl.Engine.Maintenance;
using Pawl.Engine.Nodes;
using Pawl.Engine.Schedules;
using Pawl.Engine.Serialization;
using Pawl.Hosting.Chance;
using Pawl.Hosting.Handlers;
using Pawl.Hosting.Options;
using Pawl.Sqlite;
using Pawl.Storage;

namespace Pawl.Hosting.Running;

/// <summary>The services of Pawl, each added unless the application, or an earlier call, has added its own.</summary>
internal static class PawlComposition
{
    public static void AddTo(IServiceCollection services)
    {
        AddOptions(services);
        AddStore(services);
        AddClients(services);
        AddSchedules(services);
        services.TryAddSingleton(NodeFactory.CreateChannels);
        services.TryAddSingleton(NodeFactory.CreateNode);
        services.TryAddSingleton(NodeFactory.CreateRuntime);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, HostedNode>());
    }

    /// <summary>The store where no other is chosen.</summary>
    public static Store CreateSqlite(IServiceProvider provider) => new SqliteStore(
        Of(provider).Sqlite,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ILogger<SqliteStore>>());

    private static void AddOptions(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PawlOptions>, PawlOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PawlOptions>, PawlOptionsRules>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<PawlOptions>, UnknownKeys>());

        // The engine's own options are parts of ours, so that there is one place to set and to check them.
        services.TryAddSingleton<IOptions<NodeOptions>>(provider => new OptionsWrapper<NodeOptions>(Of(provider).Node));
        services.TryAddSingleton<IOptions<MaintenanceOptions>>(
            provider => new OptionsWrapper<MaintenanceOptions>(Of(provider).Maintenance));
    }

    private static void AddStore(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IEntropy, SystemEntropy>();
        services.TryAddSingleton(CreateSqlite);
        AddPort(services, store => store.Lifecycle);
        AddPort(services, store => store.Jobs);
        AddPort(services, store => store.Leases);
        AddPort(services, store => store.Maintenance);
        AddPort(services, store => store.Queries);
        AddPort(services, store => store.Queues);
        AddPort(services, store => store.Cluster);
        AddPort(services, store => store.Schedules);
        AddPort(services, store => store.Wakeups);
        AddPort(services, store => store.Enlistment);
    }

    private static void AddPort<TPort>(IServiceCollection services, Func<Store, TPort> port)
        where TPort : class =>
        services.TryAddSingleton(provider => port(provider.GetRequiredService<Store>()));

    private static void AddClients(IServiceCollection services)
    {
        services.TryAddSingleton(provider => Of(provider).CreateSerializer());
        services.TryAddSingleton<JobDefinitions>();
        services.TryAddSingleton(provider => HandlerDeclaration.Register(
            provider.GetServices<HandlerDeclaration>(), provider.GetRequiredService<JobSerializer>()));
        services.TryAddSingleton(provider => Of(provider).ToClientSettings());
        services.TryAddSingleton<JobRequests>();
        services.TryAddSingleton<IJobIds>(provider => provider.GetRequiredService<Node>());
        services.TryAddSingleton<IJobClient, JobClient>();
        services.TryAddSingleton<IQueueClient, QueueClient>();
    }

    private static void AddSchedules(IServiceCollection services)
    {
        services.TryAddSingleton<CompiledSchedules>();
        services.TryAddSingleton<ScheduleDrafts>();
        services.TryAddSingleton<ScheduleChanges>();
        services.TryAddSingleton<Backfiller>();
        services.TryAddSingleton<IScheduleClient, ScheduleClient>();
        services.TryAddSingleton<IScheduleHistory>(provider => provider.GetRequiredService<IScheduleClient>());
        services.TryAddSingleton(provider => new DeclaredSchedules(
            [.. provider.GetServices<ScheduleDraft>()],
            Of(provider).PruneSchedules,
            provider.GetRequiredService<IScheduleStore>(),
            provider.GetRequiredService<ScheduleDrafts>(),
            provider.GetRequiredService<ScheduleChanges>(),
            provider.GetRequiredService<ILogger<DeclaredSchedules>>()));
    }

    private static PawlOptions Of(IServiceProvider provider) => provider.GetRequiredService<IOptions<PawlOptions>>().Value;
}
