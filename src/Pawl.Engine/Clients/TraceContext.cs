using System.Collections.ObjectModel;
using System.Diagnostics;

namespace Pawl.Engine.Clients;

/// <summary>Lets the trace of whoever enqueues a job go on where the job runs.</summary>
/// <remarks>Source: W3C Trace Context, https://www.w3.org/TR/trace-context/.</remarks>
internal static class TraceContext
{
    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";

    /// <summary>Adds the current trace to a job's metadata, unless the user has put another there.</summary>
    public static IReadOnlyDictionary<string, string> AddTo(IReadOnlyDictionary<string, string>? metadata)
    {
        Activity? creator = Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current : null;
        if (creator is null && metadata is null or { Count: 0 })
        {
            return ReadOnlyDictionary<string, string>.Empty;
        }

        var copy = metadata is null ? new Dictionary<string, string>(2) : new Dictionary<string, string>(metadata);
        if (creator?.Id is { } traceParent && copy.TryAdd(TraceParent, traceParent)
            && creator.TraceStateString is { Length: > 0 } traceState)
        {
            copy.TryAdd(TraceState, traceState);
        }

        return copy;
    }
}
