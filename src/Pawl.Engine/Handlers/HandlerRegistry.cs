using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Pawl.Engine.Handlers;

/// <summary>The handlers of this process: filled while the application is built, then frozen by its first worker. Safe for
/// any number of threads.</summary>
internal sealed class HandlerRegistry
{
    // Protects the dictionaries until they are frozen.
    private readonly Lock gate = new();
    private readonly Dictionary<JobType, HandlerRegistration> building = [];
    private readonly Dictionary<Type, HandlerRegistration> buildingByClass = [];
    private volatile Frozen? frozen;

    /// <summary>All registrations so far. Asking does not freeze.</summary>
    public IReadOnlyCollection<HandlerRegistration> All
    {
        get
        {
            lock (gate)
            {
                return [.. building.Values];
            }
        }
    }

    /// <summary>Adds a handler.</summary>
    /// <exception cref="InvalidOperationException">Its type has a handler, or workers have started.</exception>
    public void Add(HandlerRegistration registration)
    {
        lock (gate)
        {
            RequireOpen(registration.Type);
            if (!building.TryAdd(registration.Type, registration))
            {
                throw new InvalidOperationException(
                    $"'{registration.Type}' has two handlers, for {building[registration.Type].JobClass} and {registration.JobClass}. "
                    + "Register one, or give one of the jobs another name with [Job(\"…\")].");
            }

            buildingByClass.Add(registration.JobClass, registration);
        }
    }

    /// <summary>Refuses changes once workers have started: they have told the store what they handle.</summary>
    /// <exception cref="InvalidOperationException">Workers have started.</exception>
    public void RequireOpen(JobType type)
    {
        if (frozen is not null)
        {
            throw new InvalidOperationException(
                $"The handler for '{type}' comes too late: workers have started. Register it before the host starts.");
        }
    }

    /// <summary>Finds the handler for a wire name. The first call freezes the registry, so only workers make it.</summary>
    public bool TryFind(JobType type, [NotNullWhen(true)] out HandlerRegistration? registration) =>
        (frozen ?? Freeze()).ByType.TryGetValue(type, out registration);

    /// <summary>Finds the handler for a C# type, if there is one by now. For clients, so it does not freeze.</summary>
    public HandlerRegistration? FindByClass(Type jobClass)
    {
        if (frozen is { } done)
        {
            return done.ByClass.GetValueOrDefault(jobClass);
        }

        lock (gate)
        {
            return buildingByClass.GetValueOrDefault(jobClass);
        }
    }

    /// <summary>Ends registration.</summary>
    /// <returns>The types that have a handler.</returns>
    public IReadOnlySet<JobType> FreezeTypes() => (frozen ?? Freeze()).Types;

    private Frozen Freeze()
    {
        lock (gate)
        {
            return frozen ??= new Frozen(
                building.ToFrozenDictionary(), buildingByClass.ToFrozenDictionary(), building.Keys.ToFrozenSet());
        }
    }

    private sealed record Frozen(
        FrozenDictionary<JobType, HandlerRegistration> ByType,
        FrozenDictionary<Type, HandlerRegistration> ByClass,
        FrozenSet<JobType> Types);
}
