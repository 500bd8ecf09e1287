using Microsoft.Extensions.Logging;

namespace Pawl.Engine.Workers;

/// <summary>Names the job in each entry, by a scope that is made only when something is logged.</summary>
internal sealed class AttemptLogger(ILogger inner, JobId job, int attempt) : ILogger
{
    private readonly KeyValuePair<string, object?>[] names = [new("JobId", job.ToString()), new("Attempt", attempt)];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        using IDisposable? scope = inner.IsEnabled(logLevel) ? inner.BeginScope(names) : null;
        inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
