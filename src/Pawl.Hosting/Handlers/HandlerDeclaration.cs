using Pawl.Engine.Handlers;
using Pawl.Engine.Serialization;

namespace Pawl.Hosting.Handlers;

/// <summary>A handler class that was named before the services exist.</summary>
/// <param name="Make">Makes the registration.</param>
/// <param name="Configure">Sets what the user wants of it.</param>
internal sealed record HandlerDeclaration(
    Func<JobSerializer, HandlerRegistration> Make, Action<JobHandlerBuilder>? Configure)
{
    /// <summary>Registers every declared handler.</summary>
    /// <exception cref="InvalidOperationException">Two handlers are for one type.</exception>
    public static HandlerRegistry Register(IEnumerable<HandlerDeclaration> declarations, JobSerializer serializer)
    {
        var registry = new HandlerRegistry();
        foreach (HandlerDeclaration declaration in declarations)
        {
            HandlerRegistration registration = declaration.Make(serializer);
            declaration.Configure?.Invoke(
                new JobHandlerBuilder(registration, () => registry.RequireOpen(registration.Type)));
            registry.Add(registration);
        }

        return registry;
    }
}
