using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Pawl.Hosting.Handlers;

/// <summary>What a function asks for besides its job: the attempt, its token, or a service of its scope.</summary>
internal readonly struct JobArguments(JobContext context)
{
    /// <exception cref="InvalidOperationException">No such service is registered.</exception>
    public T Get<T>()
    {
        if (typeof(T) == typeof(CancellationToken))
        {
            CancellationToken token = context.CancellationToken;
            return Unsafe.As<CancellationToken, T>(ref token);
        }

        return typeof(T) == typeof(JobContext) ? (T)(object)context : (T)context.Services.GetRequiredService(typeof(T));
    }

    /// <summary>Whether an argument is a service, and so must be registered.</summary>
    public static bool IsService(Type type) => type != typeof(JobContext) && type != typeof(CancellationToken);
}
