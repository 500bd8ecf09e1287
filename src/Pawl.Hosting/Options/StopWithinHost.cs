using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Pawl.Hosting.Options;

/// <summary>Fits the time that handlers have at a stop into what the host allows: whoever is cut off in the middle has crashed,
/// and that counts against its jobs.</summary>
internal sealed class StopWithinHost(IOptions<HostOptions> host) : IPostConfigureOptions<PawlOptions>
{
    /// <summary>For what comes after the handlers: recording their endings, leaving, closing the store.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(1);

    public void PostConfigure(string? name, PawlOptions options)
    {
        TimeSpan left = host.Value.ShutdownTimeout - options.Worker.ShutdownGrace - Reserve;
        if (host.Value.ShutdownTimeout != Timeout.InfiniteTimeSpan && options.Worker.DrainTimeout > left)
        {
            options.Worker.DrainTimeout = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }
}
