using Pawl.Storage;

namespace Pawl.PostgreSql.Jobs;

/// <summary>Which ids cannot be stored yet: those of a number that this process has leased, above all that it has sent. Only the others
/// must be looked for, among all that has ever finished.</summary>
internal sealed class SentIds
{
    private const int SequenceBits = 12;
    private const int GeneratorMask = IdGenerator.Generators - 1;

    // Of a number that another process has, no id is known to be new.
    private readonly long[] highest = Enumerable.Repeat(long.MaxValue, IdGenerator.Generators).ToArray();

    /// <summary>The process has leased a number. Whoever had it before made ids up to a time only.</summary>
    public void Lease(NodeMembership node)
    {
        var ids = new IdGenerator(new StoppedClock(node.IdsAfter), node.Generator, node.IdsAfter);
        Volatile.Write(ref highest[node.Generator], ids.NextJobId().Value - 1);
    }

    /// <summary>The jobs are about to be sent.</summary>
    /// <returns>Those that may have been sent before.</returns>
    public List<NewJob> Send(IReadOnlyList<NewJob> jobs)
    {
        var doubtful = new List<NewJob>();
        foreach (NewJob job in jobs)
        {
            long id = job.Id.Value;
            ref long last = ref highest[(id >> SequenceBits) & GeneratorMask];
            long seen = Volatile.Read(ref last);
            while (id > seen)
            {
                long found = Interlocked.CompareExchange(ref last, id, seen);
                if (found == seen)
                {
                    break;
                }

                seen = found;
            }

            if (id <= seen)
            {
                doubtful.Add(job);
            }
        }

        return doubtful;
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
