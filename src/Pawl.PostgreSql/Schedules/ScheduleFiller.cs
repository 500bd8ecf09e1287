using Pawl.PostgreSql.Connections;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Schedules;

/// <summary>Stores jobs of a schedule beside its ticks in time.</summary>
internal static class ScheduleFiller
{
    private static readonly SqlFile SelectTicks = SqlFile.Load("Schedules/SelectTicks.sql");
    private static readonly SqlFile RaiseRevision = SqlFile.Load("Schedules/RaiseRevision.sql");

    /// <returns>For each tick, whether it became a job.</returns>
    public static async ValueTask<bool[]> FillAsync(Transaction transaction, ScheduleFill fill)
    {
        bool[] results = new bool[fill.Ticks.Count];
        var locked = await LockedSchedule.LockAsync(transaction, [fill.Name]);
        if (!locked.TryGetValue(fill.Name, out LockedSchedule? schedule))
        {
            return results;
        }

        HashSet<long> taken = fill.Kind == TickKind.Backfill ? await ReadTakenAsync(transaction, fill, schedule) : [];
        for (int i = 0; i < results.Length; i++)
        {
            results[i] = fill.Kind != TickKind.Backfill || taken.Add(Instant.ToMicroseconds(fill.Ticks[i].At));
        }

        TickJob[] jobs =
        [
            .. fill.Ticks.Where((_, index) => results[index]).Select(tick => new TickJob(fill.Name.Value, fill.Version, tick)),
        ];
        if (jobs.Length > 0)
        {
            await StoreAsync(transaction, fill, jobs);
        }

        return results;
    }

    private static async ValueTask StoreAsync(Transaction transaction, ScheduleFill fill, TickJob[] jobs)
    {
        await TickJobs.EnqueueAsync(transaction, jobs);
        if (fill.Kind == TickKind.Backfill)
        {
            TickJobs.Note(transaction, TickKind.Backfill, jobs);
        }

        TickJobs.Remember(transaction, [fill.Name.Value], jobs);
        transaction.Write(RaiseRevision, rows: 1, Value.Of(fill.Name.Value), Value.Of(jobs.Length));
    }

    private static async ValueTask<HashSet<long>> ReadTakenAsync(
        Transaction transaction, ScheduleFill fill, LockedSchedule schedule)
    {
        long[] instants = [.. fill.Ticks.Select(tick => Instant.ToMicroseconds(tick.At))];
        Invariant.Require(
            Array.TrueForAll(instants, instant => instant <= schedule.DecidedUntil),
            $"A tick of schedule {fill.Name} was to be filled that is not decided yet.");
        return
        [
            .. await transaction.ReadAsync(
                SelectTicks,
                static row => row.GetInstant(0),
                Value.Of(fill.Name.Value),
                Value.All(Array.ConvertAll(instants, static instant => (DateTime?)Value.Time(instant)))),
        ];
    }
}
