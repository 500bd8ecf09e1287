using System.Runtime.InteropServices;
using Pawl.Sqlite.Connections;

namespace Pawl.Sqlite.Writing;

/// <summary>Gathers the changes of counters in one transaction, so that a thousand jobs of one kind cost one update.</summary>
internal sealed class CounterDeltas
{
    private static readonly SqlFile AddToCounter = SqlFile.Load("Counters/AddToCounter.sql");
    private static readonly SqlFile InsertCounter = SqlFile.Load("Counters/InsertCounter.sql");
    private static readonly string[] States = Enum.GetNames<JobState>();

    private readonly Dictionary<(string Queue, string Type), long[]> deltas = [];
    private (string Queue, string Type) last;
    private long[]? lastDeltas;

    public void Add(string queue, string type, JobState state, long change)
    {
        // Names come from caches, so a run of jobs of one kind is told by reference, without hashing.
        if (lastDeltas is null || !ReferenceEquals(queue, last.Queue) || !ReferenceEquals(type, last.Type))
        {
            last = (queue, type);
            ref long[]? found = ref CollectionsMarshal.GetValueRefOrAddDefault(deltas, last, out _);
            lastDeltas = found ??= new long[States.Length];
        }

        lastDeltas[(int)state] += change;
    }

    /// <summary>Writes what has gathered.</summary>
    public void Flush(PreparedConnection connection)
    {
        foreach (((string queue, string type), long[] changes) in deltas)
        {
            for (int state = 0; state < changes.Length; state++)
            {
                if (changes[state] != 0)
                {
                    Write(connection, queue, type, States[state], changes[state]);
                }
            }
        }

        Clear();
    }

    public void Clear()
    {
        deltas.Clear();
        lastDeltas = null;
    }

    // Not one upsert: its insert would be checked first, and a counter may not begin below 0.
    private static void Write(PreparedConnection connection, string queue, string type, string state, long change)
    {
        Statement update = connection[AddToCounter].Bind(1, queue).Bind(2, type).Bind(3, state).Bind(4, change);
        if (update.Execute() == 0)
        {
            connection[InsertCounter].Bind(1, queue).Bind(2, type).Bind(3, state).Bind(4, change).Execute();
        }
    }
}
