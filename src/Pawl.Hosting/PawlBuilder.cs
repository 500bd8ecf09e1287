using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Pawl.Engine.Handlers;
using Pawl.Engine.Schedules;
using Pawl.Hosting.Handlers;
using Pawl.Hosting.Options;
using Pawl.Hosting.Running;
using Pawl.Storage;

namespace Pawl.Hosting;

/// <summary>Says where jobs are stored, what handles them, and whether this process runs them.</summary>
public sealed class PawlBuilder : IStoreChoice
{
    private const string Kept = "All members of the options are kept, and their types are simple.";

    internal PawlBuilder(IServiceCollection services) => Services = services;

    /// <summary>The services of the application.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Stores jobs in a SQLite file, which this process then owns. Of several stores the one chosen last is used.</summary>
    /// <param name="connectionString">The connection string; only <c>Data Source</c> is read.</param>
    /// <returns>The same builder.</returns>
    public PawlBuilder UseSqlite(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        Services.Configure<PawlOptions>(options => options.Sqlite.ConnectionString = connectionString);
        UseStore(PawlComposition.CreateSqlite);
        return this;
    }

    /// <inheritdoc/>
    public void UseStore(Func<IServiceProvider, Store> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        Services.Replace(ServiceDescriptor.Singleton(create));
    }

    /// <inheritdoc/>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = Kept)]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = Kept)]
    public void UseStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TOptions>(
        string section, Action<TOptions> configure, Func<IServiceProvider, TOptions, Store> create)
        where TOptions : class, new()
    {
        ArgumentException.ThrowIfNullOrEmpty(section);
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentNullException.ThrowIfNull(create);
        Services.AddOptions<TOptions>()
            .BindConfiguration($"{PawlOptions.Section}:{section}")
            .Configure(configure)
            .ValidateDataAnnotations();
        Services.AddSingleton(new StoreSection(section, UnknownKeys.KeysOf<TOptions>()));
        UseStore(services => create(services, services.GetRequiredService<IOptions<TOptions>>().Value));
    }

    /// <summary>Registers a handler class for every job that it handles, which reflection finds out. A class that is not
    /// yet a service becomes a transient one: a new handler for each attempt.</summary>
    /// <typeparam name="THandler">The handler.</typeparam>
    /// <param name="configure">Sets queue, retry and time-out.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The class implements no handler's interface.</exception>
    [RequiresUnreferencedCode("The jobs of the handler are found by reflection. Use AddHandler<THandler, TJob>().")]
    [RequiresDynamicCode("The handler's methods are made while the program runs. Use AddHandler<THandler, TJob>().")]
    public PawlBuilder AddHandler<[DynamicallyAccessedMembers(
        DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.Interfaces)] THandler>(
        Action<JobHandlerBuilder>? configure = null)
        where THandler : class
    {
        foreach (var make in HandlerReflection.RegistrationsOf(typeof(THandler)))
        {
            Services.AddSingleton(new HandlerDeclaration(make, configure));
        }

        Services.TryAddTransient<THandler>();
        return this;
    }

    /// <summary>Registers a handler class for one job without a result. Needs no reflection.</summary>
    /// <typeparam name="THandler">The handler.</typeparam>
    /// <typeparam name="TJob">The job.</typeparam>
    /// <param name="configure">Sets queue, retry and time-out.</param>
    /// <returns>The same builder.</returns>
    public PawlBuilder AddHandler<[DynamicallyAccessedMembers(
        DynamicallyAccessedMemberTypes.PublicConstructors)] THandler, TJob>(
        Action<JobHandlerBuilder>? configure = null)
        where THandler : class, IJobHandler<TJob>
        where TJob : IJob
    {
        Services.AddSingleton(new HandlerDeclaration(JobInvokers.ForClass<THandler, TJob>, configure));
        Services.TryAddTransient<THandler>();
        return this;
    }

    /// <summary>Registers a handler class for one job with a result. Needs no reflection.</summary>
    /// <typeparam name="THandler">The handler.</typeparam>
    /// <typeparam name="TJob">The job.</typeparam>
    /// <typeparam name="TResult">The result.</typeparam>
    /// <param name="configure">Sets queue, retry and time-out.</param>
    /// <returns>The same builder.</returns>
    public PawlBuilder AddHandler<[DynamicallyAccessedMembers(
        DynamicallyAccessedMemberTypes.PublicConstructors)] THandler, TJob, TResult>(
        Action<JobHandlerBuilder>? configure = null)
        where THandler : class, IJobHandler<TJob, TResult>
        where TJob : IJob<TResult>
    {
        Services.AddSingleton(new HandlerDeclaration(JobInvokers.ForClass<THandler, TJob, TResult>, configure));
        Services.TryAddTransient<THandler>();
        return this;
    }

    /// <summary>Declares a schedule: it is made, or changed, when the application starts. Several nodes may declare the same.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="rule">When it runs; text is a standard cron expression.</param>
    /// <param name="job">What each tick enqueues.</param>
    /// <param name="options">How it runs.</param>
    /// <param name="enqueue">How its jobs are enqueued.</param>
    /// <returns>The same builder. A rule that is wrong ends the start, with its position and a hint.</returns>
    public PawlBuilder AddSchedule(
        ScheduleName name, ScheduleRule rule, IJob job, ScheduleOptions? options = null, EnqueueOptions? enqueue = null)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(job);
        Services.AddSingleton(new ScheduleDraft(name, rule, job, options ?? new ScheduleOptions(), enqueue, IsDeclared: true));
        return this;
    }

    /// <summary>Runs jobs in this process: those of <c>default</c>, and of every queue that a handler or its job's
    /// <see cref="JobAttribute"/> names, two for each core at once in each queue. A process without a worker only
    /// enqueues.</summary>
    /// <returns>The same builder.</returns>
    public PawlBuilder AddWorker()
    {
        Services.TryAddSingleton<WorkerIsWanted>();
        return this;
    }

    /// <summary>Runs jobs of the given queues in this process, and of no others.</summary>
    /// <param name="configure">Names the queues.</param>
    /// <returns>The same builder.</returns>
    public PawlBuilder AddWorker(Action<WorkerBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        AddWorker();
        Services.Configure<PawlOptions>(options => configure(new WorkerBuilder(options.Worker)));
        return this;
    }
}
