using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Pawl.Engine.Handlers;
using Pawl.Engine.Serialization;

namespace Pawl.Hosting.Handlers;

/// <summary>Finds out what a handler class handles.</summary>
internal static class HandlerReflection
{
    /// <exception cref="ArgumentException">The class implements no handler's interface.</exception>
    [RequiresUnreferencedCode("The jobs of the handler are found by reflection.")]
    [RequiresDynamicCode("The handler's generic methods are made while the program runs.")]
    public static IReadOnlyList<Func<JobSerializer, HandlerRegistration>> RegistrationsOf(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)] Type handler)
    {
        Func<JobSerializer, HandlerRegistration>[] found =
            [.. handler.GetInterfaces().Where(IsHandler).Select(contract => Make(handler, contract))];
        return found.Length > 0 ? found : throw new ArgumentException(
            $"{handler} handles nothing. Implement IJobHandler<TJob> or IJobHandler<TJob, TResult>.", nameof(handler));
    }

    private static bool IsHandler(Type contract) => contract.IsGenericType
        && (contract.GetGenericTypeDefinition() == typeof(IJobHandler<>)
            || contract.GetGenericTypeDefinition() == typeof(IJobHandler<,>));

    [RequiresUnreferencedCode("The jobs of the handler are found by reflection.")]
    [RequiresDynamicCode("The handler's generic methods are made while the program runs.")]
    private static Func<JobSerializer, HandlerRegistration> Make(Type handler, Type contract)
    {
        Type[] arguments = [handler, .. contract.GetGenericArguments()];
        MethodInfo method = typeof(JobInvokers)
            .GetMethod(nameof(JobInvokers.ForClass), arguments.Length, [typeof(JobSerializer)])
            ?? throw new UnreachableException("JobInvokers.ForClass has an overload for each interface of handlers.");
        return method.MakeGenericMethod(arguments).CreateDelegate<Func<JobSerializer, HandlerRegistration>>();
    }
}
