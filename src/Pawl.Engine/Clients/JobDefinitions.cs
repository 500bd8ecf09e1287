using System.Collections.Concurrent;
using Pawl.Engine.Serialization;

namespace Pawl.Engine.Clients;

/// <summary>The kinds of jobs that this process has enqueued; as many as it has C# types for them.</summary>
internal sealed class JobDefinitions(JobSerializer serializer)
{
    private readonly ConcurrentDictionary<Type, JobDefinition> known = new();

    /// <exception cref="InvalidOperationException">The C# type cannot be a job.</exception>
    public JobDefinition Of(Type jobClass) => known.TryGetValue(jobClass, out JobDefinition? definition)
        ? definition
        : known.GetOrAdd(jobClass, JobDefinition.Of(jobClass, serializer.Describe(jobClass)));
}
