namespace Pawl;

/// <summary>Makes 64-bit ids that sort by time: 41 bits of milliseconds since 2024-01-01 UTC, 10 bits of generator, 12
/// bits of sequence. Safe for any number of threads.</summary>
/// <remarks>The generator number is leased from the store, so no two nodes make the same id. When the clock goes back,
/// or more than 4,096 ids are wanted in a millisecond, ids run ahead of the clock instead of repeating.</remarks>
public sealed class IdGenerator
{
    /// <summary>One more than the largest generator number.</summary>
    public const int Generators = 1 << GeneratorBits;

    private const int GeneratorBits = 10;
    private const int SequenceBits = 12;

    private static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TimeProvider clock;
    private readonly long generator;

    // Milliseconds and sequence in one number, so that one atomic addition moves from the end of a millisecond to
    // the start of the next.
    private long lastTick;

    /// <summary>Makes a generator of ids.</summary>
    /// <param name="clock">Where the milliseconds come from.</param>
    /// <param name="generator">The leased number, 0 to 1023.</param>
    /// <param name="idsAfter">Ids are later than this instant, whatever the clock says.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="generator"/> is not 0 to 1023.</exception>
    public IdGenerator(TimeProvider clock, int generator, DateTimeOffset idsAfter)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentOutOfRangeException.ThrowIfNegative(generator);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(generator, Generators);
        this.clock = clock;
        this.generator = generator;
        lastTick = TickOf(idsAfter) + (1 << SequenceBits) - 1;
    }

    /// <summary>Makes the next id of a job.</summary>
    /// <returns>An id later than every id made before.</returns>
    public JobId NextJobId() => new(Next());

    /// <summary>Makes the next id of a worker.</summary>
    /// <returns>An id later than every id made before.</returns>
    public WorkerId NextWorkerId() => new(Next());

    private static long TickOf(DateTimeOffset instant) =>
        Math.Max(0, (long)(instant - Epoch).TotalMilliseconds) << SequenceBits;

    private long Next()
    {
        long now = TickOf(clock.GetUtcNow());
        long last = Volatile.Read(ref lastTick);
        while (true)
        {
            long next = Math.Max(now, last + 1);
            long seen = Interlocked.CompareExchange(ref lastTick, next, last);
            if (seen == last)
            {
                long milliseconds = next >> SequenceBits;
                long sequence = next & ((1 << SequenceBits) - 1);
                return (((milliseconds << GeneratorBits) | generator) << SequenceBits) | sequence;
            }

            last = seen;
        }
    }
}
