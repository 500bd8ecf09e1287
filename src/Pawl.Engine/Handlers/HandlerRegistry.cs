using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Pawl.Engine.Handlers;

/// <summary>The handlers of this process: filled while the application is built, then frozen by its first worker.</summary>
public sealed class HandlerRegistry
{
    private readonly Lock gate = new();
    private readonly Dictionary<JobType, HandlerRegistration> building = [];
    private FrozenDictionary<JobType, HandlerRegistration>? frozen;
    private FrozenDictionary<Type, HandlerRegistration>? frozenByClass;

    /// <summary>All registrations; no more can be added once they were asked for.</summary>
    public IReadOnlyCollection<HandlerRegistration> All => Freeze().Values;

    /// <summary>Adds a handler.</summary>
    /// <param name="registration">The handler.</param>
    /// <exception cref="InvalidOperationException">Its type has a handler, or workers have started.</exception>
    public void Add(HandlerRegistration registration)
    {
        ArgumentNullException.ThrowIfNull(registration);
        lock (gate)
        {
            if (frozen is not null)
            {
                throw new InvalidOperationException(
                    $"The handler for '{registration.Type}' comes too late: workers have started. Register it before the host starts.");
            }

            if (!building.TryAdd(registration.Type, registration))
            {
                throw new InvalidOperationException(
                    $"'{registration.Type}' has two handlers, for {building[registration.Type].JobClass} and {registration.JobClass}. "
                    + "Register one, or give one of the jobs another name with [Job(\"…\")].");
            }
        }
    }

    /// <summary>Finds the handler for a wire name.</summary>
    /// <param name="type">The wire name.</param>
    /// <param name="registration">The handler.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryFind(JobType type, [NotNullWhen(true)] out HandlerRegistration? registration) =>
        Freeze().TryGetValue(type, out registration);

    /// <summary>Finds the handler for a C# type.</summary>
    /// <param name="jobClass">The C# type.</param>
    /// <returns>The handler, if there is one.</returns>
    public HandlerRegistration? FindByClass(Type jobClass)
    {
        Freeze();
        return frozenByClass!.GetValueOrDefault(jobClass);
    }

    private FrozenDictionary<JobType, HandlerRegistration> Freeze()
    {
        if (frozen is { } done)
        {
            return done;
        }

        lock (gate)
        {
            frozenByClass ??= building.Values.ToFrozenDictionary(registration => registration.JobClass);
            return frozen ??= building.ToFrozenDictionary();
        }
    }
}
