using Microsoft.Extensions.DependencyInjection;

namespace Pawl.Simulation.Nodes;

/// <summary>Scopes of services for handlers that use none.</summary>
internal sealed class EmptyScopes : IServiceScopeFactory, IServiceScope, IServiceProvider
{
    public static readonly EmptyScopes Instance = new();

    public IServiceProvider ServiceProvider => this;

    public IServiceScope CreateScope() => this;

    public object? GetService(Type serviceType) => null;

    public void Dispose()
    {
    }
}
