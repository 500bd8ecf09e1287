using Microsoft.Extensions.DependencyInjection;
using Pawl.Engine.Clients;
using Pawl.Engine.Serialization;

namespace Pawl.Engine.Handlers;

/// <summary>Makes registrations from handlers. Generic over the job, so that nothing is reflected over while jobs run.</summary>
internal static class JobInvokers
{
    /// <summary>A handler class without a result; it is a service of the attempt's scope.</summary>
    public static HandlerRegistration ForClass<THandler, TJob>(JobSerializer serializer)
        where THandler : class, IJobHandler<TJob>
        where TJob : IJob =>
        ForDelegate<TJob>(serializer, static (job, context) =>
            context.Services.GetRequiredService<THandler>().HandleAsync(job, context, context.CancellationToken));

    /// <summary>A handler class with a result; it is a service of the attempt's scope.</summary>
    public static HandlerRegistration ForClass<THandler, TJob, TResult>(JobSerializer serializer)
        where THandler : class, IJobHandler<TJob, TResult>
        where TJob : IJob<TResult> =>
        ForDelegate<TJob, TResult>(serializer, static (job, context) =>
            context.Services.GetRequiredService<THandler>().HandleAsync(job, context, context.CancellationToken));

    /// <summary>A function without a result.</summary>
    public static HandlerRegistration ForDelegate<TJob>(JobSerializer serializer, Func<TJob, JobContext, Task> handler)
        where TJob : IJob
    {
        JobType type = JobDefinition.TypeOf(typeof(TJob));
        return Register<TJob>(type, async (context, payload) =>
        {
            await handler(JobBinder.Bind<TJob>(serializer, type, payload), context);
            return ReadOnlyMemory<byte>.Empty;
        });
    }

    /// <summary>A function with a result.</summary>
    public static HandlerRegistration ForDelegate<TJob, TResult>(
        JobSerializer serializer, Func<TJob, JobContext, Task<TResult>> handler)
        where TJob : IJob<TResult>
    {
        JobType type = JobDefinition.TypeOf(typeof(TJob));
        return Register<TJob>(type, async (context, payload) =>
        {
            TResult result = await handler(JobBinder.Bind<TJob>(serializer, type, payload), context);
            return JobBinder.Write(serializer, type, result);
        });
    }

    private static HandlerRegistration Register<TJob>(JobType type, JobInvoker invoker) =>
        new() { Type = type, JobClass = typeof(TJob), Invoker = invoker };
}
