using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pawl.Engine.Handlers;
using Pawl.Engine.Serialization;

namespace Pawl.Hosting.Handlers;

/// <summary>Registers functions as handlers, once the host is built.</summary>
internal static class FunctionHandlers
{
    public static JobHandlerBuilder Add<TJob>(IHost host, Type[] arguments, Func<TJob, JobArguments, Task> handler)
        where TJob : IJob
    {
        HandlerRegistry registry = RegistryOf(host);
        return Add(host, registry, arguments, JobInvokers.ForDelegate<TJob>(
            host.Services.GetRequiredService<JobSerializer>(), (job, context) => handler(job, new JobArguments(context))));
    }

    public static JobHandlerBuilder Add<TJob, TResult>(
        IHost host, Type[] arguments, Func<TJob, JobArguments, Task<TResult>> handler)
        where TJob : IJob<TResult>
    {
        HandlerRegistry registry = RegistryOf(host);
        return Add(host, registry, arguments, JobInvokers.ForDelegate<TJob, TResult>(
            host.Services.GetRequiredService<JobSerializer>(), (job, context) => handler(job, new JobArguments(context))));
    }

    private static HandlerRegistry RegistryOf(IHost host)
    {
        ArgumentNullException.ThrowIfNull(host);
        return host.Services.GetService<HandlerRegistry>()
            ?? throw new InvalidOperationException("MapJob needs Pawl: call builder.AddPawl() before builder.Build().");
    }

    private static JobHandlerBuilder Add(
        IHost host, HandlerRegistry registry, Type[] arguments, HandlerRegistration registration)
    {
        // Told now, by name, and not by the first job that fails in the night.
        var services = host.Services.GetService<IServiceProviderIsService>();
        if (services is not null
            && Array.Find(arguments, type => JobArguments.IsService(type) && !services.IsService(type)) is { } missing)
        {
            throw new InvalidOperationException(
                $"The handler for '{registration.Type}' asks for {missing}, which is no service. Add it to "
                + "builder.Services, or take it from the job.");
        }

        registry.Add(registration);
        return new JobHandlerBuilder(registration, () => registry.RequireOpen(registration.Type));
    }
}
