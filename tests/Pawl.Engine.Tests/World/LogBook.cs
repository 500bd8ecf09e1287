using Microsoft.Extensions.Logging;

namespace Pawl.Engine.Tests.World;

/// <summary>Remembers what was logged.</summary>
internal sealed class LogBook : ILoggerFactory
{
    public List<LogEntry> Entries { get; } = [];

    public bool Has(int eventId) => Entries.Exists(entry => entry.EventId == eventId);

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public sealed record LogEntry(string Category, LogLevel Level, int EventId, string Message, object[] Scopes);

    private sealed class Writer(LogBook book, string category) : ILogger
    {
        private readonly List<object> scopes = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            scopes.Add(state);
            return new Scope(scopes);
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            book.Entries.Add(new LogEntry(category, logLevel, eventId.Id, formatter(state, exception), [.. scopes]));
    }

    private sealed class Scope(List<object> scopes) : IDisposable
    {
        public void Dispose() => scopes.RemoveAt(scopes.Count - 1);
    }
}
