using System.Runtime.InteropServices;
using Npgsql;

namespace Pawl.PostgreSql.Connections;

/// <summary>Gathers the changes of counters in one transaction, so that a thousand jobs of one kind add one row.</summary>
internal sealed class CounterChanges
{
    private static readonly string[] States = Enum.GetNames<JobState>();

    private readonly Dictionary<(string Queue, string Type, JobState State), long> changes = [];

    public void Add(string queue, string type, JobState state, long change) =>
        CollectionsMarshal.GetValueRefOrAddDefault(changes, (queue, type, state), out _) += change;

    /// <summary>The parameters of the statement that records the changes; null when nothing has changed.</summary>
    public NpgsqlParameter[]? Take()
    {
        var changed = changes.Where(change => change.Value != 0).ToArray();
        changes.Clear();
        return changed.Length == 0
            ? null
            : [
                Value.All([.. changed.Select(change => change.Key.Queue)]),
                Value.All([.. changed.Select(change => change.Key.Type)]),
                Value.All([.. changed.Select(change => States[(int)change.Key.State])]),
                Value.All([.. changed.Select(change => change.Value)]),
            ];
    }
}
