using Pawl;
using Pawl.Hosting.Handlers;

namespace Microsoft.Extensions.Hosting;

/// <summary>Handlers as functions: <c>app.MapJob(async (BuildReport job, IReportStore store) => …)</c>.</summary>
/// <remarks>A function takes the job first, then up to six services, and a <see cref="JobContext"/> and a
/// <see cref="CancellationToken"/> wherever it likes. Everything is generic, so the compiler infers it, and nothing is
/// reflected over. One overload a number of arguments, with and without a result; they differ in nothing else.</remarks>
public static class MapJobExtensions
{
    /// <summary>Handles jobs of one type by a function that has no result.</summary>
    /// <typeparam name="TJob">The job.</typeparam>
    /// <param name="host">The host; it has not started its workers.</param>
    /// <param name="handler">The function. Returning means success; throwing means that the attempt failed.</param>
    /// <returns>The registration, for queue, retry and time-out.</returns>
    /// <exception cref="InvalidOperationException">The type has a handler, workers have started, a service is
    /// missing, or <c>AddPawl()</c> was not called.</exception>
    public static JobHandlerBuilder MapJob<TJob>(this IHost host, Func<TJob, Task> handler)
        where TJob : IJob =>
        FunctionHandlers.Add<TJob>(host, [], (job, _) => handler(job));

    /// <summary>Handles jobs of one type by a function, whose result is stored with the job.</summary>
    /// <typeparam name="TJob">The job.</typeparam>
    /// <typeparam name="TResult">The result of the job.</typeparam>
    /// <param name="host">The host; it has not started its workers.</param>
    /// <param name="handler">The function. Returning means success; throwing means that the attempt failed.</param>
    /// <returns>The registration, for queue, retry and time-out.</returns>
    /// <exception cref="InvalidOperationException">The type has a handler, workers have started, a service is
    /// missing, or <c>AddPawl()</c> was not called.</exception>
    public static JobHandlerBuilder MapJob<TJob, TResult>(this IHost host, Func<TJob, Task<TResult>> handler)
        where TJob : IJob<TResult> =>
        FunctionHandlers.Add<TJob, TResult>(host, [], (job, _) => handler(job));

    /// <inheritdoc cref="MapJob{TJob}(IHost, Func{TJob, Task})"/>
    public static JobHandlerBuilder MapJob<TJob, T1>(this IHost host, Func<TJob, T1, Task> handler)
        where TJob : IJob =>
        FunctionHandlers.Add<TJob>(host, [typeof(T1)], (job, arguments) => handler(job, arguments.Get<T1>()));

    /// <inheritdoc cref="MapJob{TJob, TResult}(IHost, Func{TJob, Task{TResult}})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, TResult>(
        this IHost host, Func<TJob, T1, Task<TResult>> handler)
        where TJob : IJob<TResult> =>
        FunctionHandlers.Add<TJob, TResult>(
            host, [typeof(T1)], (job, arguments) => handler(job, arguments.Get<T1>()));

    /// <inheritdoc cref="MapJob{TJob}(IHost, Func{TJob, Task})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2>(this IHost host, Func<TJob, T1, T2, Task> handler)
        where TJob : IJob =>
        FunctionHandlers.Add<TJob>(
            host, [typeof(T1), typeof(T2)],
            (job, arguments) => handler(job, arguments.Get<T1>(), arguments.Get<T2>()));

    /// <inheritdoc cref="MapJob{TJob, TResult}(IHost, Func{TJob, Task{TResult}})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2, TResult>(
        this IHost host, Func<TJob, T1, T2, Task<TResult>> handler)
        where TJob : IJob<TResult> =>
        FunctionHandlers.Add<TJob, TResult>(
            host, [typeof(T1), typeof(T2)],
            (job, arguments) => handler(job, arguments.Get<T1>(), arguments.Get<T2>()));

    /// <inheritdoc cref="MapJob{TJob}(IHost, Func{TJob, Task})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2, T3>(this IHost host, Func<TJob, T1, T2, T3, Task> handler)
        where TJob : IJob =>
        FunctionHandlers.Add<TJob>(
            host, [typeof(T1), typeof(T2), typeof(T3)],
            (job, arguments) => handler(job, arguments.Get<T1>(), arguments.Get<T2>(), arguments.Get<T3>()));

    /// <inheritdoc cref="MapJob{TJob, TResult}(IHost, Func{TJob, Task{TResult}})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2, T3, TResult>(
        this IHost host, Func<TJob, T1, T2, T3, Task<TResult>> handler)
        where TJob : IJob<TResult> =>
        FunctionHandlers.Add<TJob, TResult>(
            host, [typeof(T1), typeof(T2), typeof(T3)],
            (job, arguments) => handler(job, arguments.Get<T1>(), arguments.Get<T2>(), arguments.Get<T3>()));

    /// <inheritdoc cref="MapJob{TJob}(IHost, Func{TJob, Task})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2, T3, T4>(
        this IHost host, Func<TJob, T1, T2, T3, T4, Task> handler)
        where TJob : IJob =>
        FunctionHandlers.Add<TJob>(
            host, [typeof(T1), typeof(T2), typeof(T3), typeof(T4)],
            (job, arguments) => handler(
                job, arguments.Get<T1>(), arguments.Get<T2>(),
                arguments.Get<T3>(), arguments.Get<T4>()));

    /// <inheritdoc cref="MapJob{TJob, TResult}(IHost, Func{TJob, Task{TResult}})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2, T3, T4, TResult>(
        this IHost host, Func<TJob, T1, T2, T3, T4, Task<TResult>> handler)
        where TJob : IJob<TResult> =>
        FunctionHandlers.Add<TJob, TResult>(
            host, [typeof(T1), typeof(T2), typeof(T3), typeof(T4)],
            (job, arguments) => handler(
                job, arguments.Get<T1>(), arguments.Get<T2>(),
                arguments.Get<T3>(), arguments.Get<T4>()));

    /// <inheritdoc cref="MapJob{TJob}(IHost, Func{TJob, Task})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2, T3, T4, T5>(
        this IHost host, Func<TJob, T1, T2, T3, T4, T5, Task> handler)
        where TJob : IJob =>
        FunctionHandlers.Add<TJob>(
            host, [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5)],
            (job, arguments) => handler(
                job, arguments.Get<T1>(), arguments.Get<T2>(),
                arguments.Get<T3>(), arguments.Get<T4>(), arguments.Get<T5>()));

    /// <inheritdoc cref="MapJob{TJob, TResult}(IHost, Func{TJob, Task{TResult}})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2, T3, T4, T5, TResult>(
        this IHost host, Func<TJob, T1, T2, T3, T4, T5, Task<TResult>> handler)
        where TJob : IJob<TResult> =>
        FunctionHandlers.Add<TJob, TResult>(
            host, [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5)],
            (job, arguments) => handler(
                job, arguments.Get<T1>(), arguments.Get<T2>(),
                arguments.Get<T3>(), arguments.Get<T4>(), arguments.Get<T5>()));

    /// <inheritdoc cref="MapJob{TJob}(IHost, Func{TJob, Task})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2, T3, T4, T5, T6>(
        this IHost host, Func<TJob, T1, T2, T3, T4, T5, T6, Task> handler)
        where TJob : IJob =>
        FunctionHandlers.Add<TJob>(
            host, [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6)],
            (job, arguments) => handler(
                job, arguments.Get<T1>(), arguments.Get<T2>(), arguments.Get<T3>(),
                arguments.Get<T4>(), arguments.Get<T5>(), arguments.Get<T6>()));

    /// <inheritdoc cref="MapJob{TJob, TResult}(IHost, Func{TJob, Task{TResult}})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2, T3, T4, T5, T6, TResult>(
        this IHost host, Func<TJob, T1, T2, T3, T4, T5, T6, Task<TResult>> handler)
        where TJob : IJob<TResult> =>
        FunctionHandlers.Add<TJob, TResult>(
            host, [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6)],
            (job, arguments) => handler(
                job, arguments.Get<T1>(), arguments.Get<T2>(), arguments.Get<T3>(),
                arguments.Get<T4>(), arguments.Get<T5>(), arguments.Get<T6>()));

    /// <inheritdoc cref="MapJob{TJob}(IHost, Func{TJob, Task})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2, T3, T4, T5, T6, T7>(
        this IHost host, Func<TJob, T1, T2, T3, T4, T5, T6, T7, Task> handler)
        where TJob : IJob =>
        FunctionHandlers.Add<TJob>(
            host, [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7)],
            (job, arguments) => handler(
                job, arguments.Get<T1>(), arguments.Get<T2>(), arguments.Get<T3>(),
                arguments.Get<T4>(), arguments.Get<T5>(), arguments.Get<T6>(), arguments.Get<T7>()));

    /// <inheritdoc cref="MapJob{TJob, TResult}(IHost, Func{TJob, Task{TResult}})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2, T3, T4, T5, T6, T7, TResult>(
        this IHost host, Func<TJob, T1, T2, T3, T4, T5, T6, T7, Task<TResult>> handler)
        where TJob : IJob<TResult> =>
        FunctionHandlers.Add<TJob, TResult>(
            host, [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7)],
            (job, arguments) => handler(
                job, arguments.Get<T1>(), arguments.Get<T2>(), arguments.Get<T3>(),
                arguments.Get<T4>(), arguments.Get<T5>(), arguments.Get<T6>(), arguments.Get<T7>()));

    /// <inheritdoc cref="MapJob{TJob}(IHost, Func{TJob, Task})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2, T3, T4, T5, T6, T7, T8>(
        this IHost host, Func<TJob, T1, T2, T3, T4, T5, T6, T7, T8, Task> handler)
        where TJob : IJob =>
        FunctionHandlers.Add<TJob>(
            host, [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8)],
            (job, arguments) => handler(
                job, arguments.Get<T1>(), arguments.Get<T2>(), arguments.Get<T3>(), arguments.Get<T4>(),
                arguments.Get<T5>(), arguments.Get<T6>(), arguments.Get<T7>(), arguments.Get<T8>()));

    /// <inheritdoc cref="MapJob{TJob, TResult}(IHost, Func{TJob, Task{TResult}})"/>
    public static JobHandlerBuilder MapJob<TJob, T1, T2, T3, T4, T5, T6, T7, T8, TResult>(
        this IHost host, Func<TJob, T1, T2, T3, T4, T5, T6, T7, T8, Task<TResult>> handler)
        where TJob : IJob<TResult> =>
        FunctionHandlers.Add<TJob, TResult>(
            host, [typeof(T1), typeof(T2), typeof(T3), typeof(T4), typeof(T5), typeof(T6), typeof(T7), typeof(T8)],
            (job, arguments) => handler(
                job, arguments.Get<T1>(), arguments.Get<T2>(), arguments.Get<T3>(), arguments.Get<T4>(),
                arguments.Get<T5>(), arguments.Get<T6>(), arguments.Get<T7>(), arguments.Get<T8>()));
}
