using Microsoft.Extensions.DependencyInjection;
using Pawl.Hosting;
using Pawl.Hosting.Running;

namespace Microsoft.Extensions.Hosting;

/// <summary>Pawl in an application.</summary>
public static class PawlExtensions
{
    /// <summary>Adds Pawl: <see cref="Pawl.IJobClient"/> and <see cref="Pawl.IQueueClient"/> as services, on SQLite in
    /// <c>pawl.db</c> unless something else is chosen. Settings come from the section <c>Pawl</c> of the configuration.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="configure">Changes settings, after the configuration was read.</param>
    /// <returns>A builder for store, handlers and workers.</returns>
    public static PawlBuilder AddPawl(this IHostApplicationBuilder builder, Action<PawlOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<PawlOptions>()
            .Bind(builder.Configuration.GetSection(PawlOptions.Section))
            .ValidateOnStart();
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        PawlComposition.AddTo(builder.Services);
        return new PawlBuilder(builder.Services);
    }
}
