using Pawl.PostgreSql.Connections;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Schedules;

/// <summary>Writes decisions and changes of many schedules in a transaction: a fixed number of trips, however many they are.</summary>
internal static class ScheduleWriter
{
    private static readonly SqlFile UpsertSkippedTicks = SqlFile.Load("Schedules/UpsertSkippedTicks.sql");
    private static readonly SqlFile EndScheduleVersions = SqlFile.Load("Schedules/EndScheduleVersions.sql");
    private static readonly SqlFile InsertScheduleVersions = SqlFile.Load("Schedules/InsertScheduleVersions.sql");
    private static readonly SqlFile UpdateSchedules = SqlFile.Load("Schedules/UpdateSchedules.sql");
    private static readonly SqlFile DeleteSchedules = SqlFile.Load("Schedules/DeleteSchedules.sql");

    /// <returns>For each write, whether it was applied.</returns>
    public static async ValueTask<bool[]> WriteAsync(Transaction transaction, IReadOnlyList<ScheduleWrite> writes)
    {
        await LockedSchedule.MakeAsync(transaction, writes.Where(write => write.Revision is null).Select(write => write.Name));
        var locked = await LockedSchedule.LockAsync(transaction, writes.Select(write => write.Name));
        var results = new bool[writes.Count];
        var applied = new List<AppliedWrite>();
        for (int i = 0; i < results.Length; i++)
        {
            if (locked.Remove(writes[i].Name, out LockedSchedule? before) && before.Allows(writes[i], transaction.Now))
            {
                results[i] = true;
                applied.Add(new AppliedWrite(writes[i], before, transaction.Now));
            }
        }

        await ApplyAsync(transaction, applied);
        return results;
    }

    private static async ValueTask ApplyAsync(Transaction transaction, List<AppliedWrite> writes)
    {
        TickJob[] fired =
            [.. writes.SelectMany(write => write.Write.Fired, (write, tick) => new TickJob(write.Name, write.VersionBefore, tick))];
        await TickJobs.EnqueueAsync(transaction, fired);
        TickJobs.Note(transaction, TickKind.Nominal, fired);
        NoteSkipped(transaction, writes);
        Change(transaction, [.. writes.Where(write => write.Write.Version is not null || write.Write.IsDeleted)]);

        AppliedWrite[] kept = [.. writes.Where(write => !write.Write.IsDeleted)];
        string[] names = [.. kept.Select(write => write.Name)];
        HashSet<string> alive = [.. names];
        TickJobs.Remember(transaction, names, [.. fired.Where(tick => alive.Contains(tick.Schedule))]);
        Update(transaction, kept, names);
        Delete(transaction, [.. writes.Where(write => write.Write.IsDeleted).Select(write => write.Name)]);
    }

    private static void NoteSkipped(Transaction transaction, List<AppliedWrite> writes)
    {
        (AppliedWrite Write, SkippedTicks Ticks)[] skipped =
            [.. writes.SelectMany(write => write.Write.Skipped, (write, ticks) => (write, ticks))];
        if (skipped.Length > 0)
        {
            transaction.Write(
                UpsertSkippedTicks,
                rows: null,
                Value.All(Array.ConvertAll(skipped, static entry => entry.Write.Name)),
                Value.All(Array.ConvertAll(skipped, static entry => Time(entry.Ticks.From))),
                Value.All(Array.ConvertAll(skipped, static entry => Time(entry.Ticks.Until))),
                Value.All(Array.ConvertAll(skipped, static entry => entry.Write.VersionBefore)),
                Value.All(Array.ConvertAll(skipped, static entry => entry.Ticks.Count)),
                Value.All(Array.ConvertAll(skipped, static entry => entry.Ticks.Reason.ToString())),
                Value.At(transaction.Now));
        }
    }

    /// <summary>Ends the versions that were in force, and stores those that are now.</summary>
    private static void Change(Transaction transaction, AppliedWrite[] writes)
    {
        if (writes.Length == 0)
        {
            return;
        }

        transaction.Write(
            EndScheduleVersions,
            rows: null,
            Value.All(Array.ConvertAll(writes, static write => write.Name)),
            Value.All(Array.ConvertAll(writes, static write => write.VersionBefore)),
            Value.All(Array.ConvertAll(writes, static write => (DateTime?)Value.Time(write.DecidedUntil))));
        (string Name, int Number, long From, NewScheduleVersion Version)[] versions =
        [
            .. from write in writes
            where write.Write.Version is not null
            select (write.Name, write.Version, write.DecidedUntil, write.Write.Version),
        ];
        if (versions.Length > 0)
        {
            transaction.Write(
                InsertScheduleVersions,
                rows: versions.Length,
                Value.All(Array.ConvertAll(versions, static entry => entry.Name)),
                Value.All(Array.ConvertAll(versions, static entry => entry.Number)),
                Value.All(Array.ConvertAll(versions, static entry => (byte[]?)entry.Version.Definition.ToArray())),
                Value.All(Array.ConvertAll(versions, static entry => entry.Version.IsPaused)),
                Value.All(Array.ConvertAll(versions, static entry => entry.Version.Reason)),
                Value.All(Array.ConvertAll(versions, static entry => entry.Version.Author)),
                Value.All(Array.ConvertAll(versions, static entry => (byte[]?)entry.Version.Difference.ToArray())),
                Value.All(Array.ConvertAll(versions, static entry => (DateTime?)Value.Time(entry.From))));
            transaction.WakeAfterCommit(WakeupKind.SchedulesChanged);
        }
    }

    private static void Update(Transaction transaction, AppliedWrite[] writes, string[] names)
    {
        if (writes.Length > 0)
        {
            transaction.Write(
                UpdateSchedules,
                rows: writes.Length,
                Value.All(names),
                Value.All(Array.ConvertAll(writes, static write => write.Revision)),
                Value.All(Array.ConvertAll(writes, static write => write.Version)),
                Value.All(Array.ConvertAll(writes, static write => (DateTime?)Value.Time(write.DecidedUntil))),
                Value.All(Array.ConvertAll(writes, static write => write.Write.SeenUntil is { } seen ? Time(seen) : null)),
                Value.All(Array.ConvertAll(writes, static write => write.DueAt)));
        }
    }

    private static void Delete(Transaction transaction, string[] names)
    {
        if (names.Length > 0)
        {
            transaction.Write(DeleteSchedules, rows: names.Length, Value.All(names));
        }
    }

    private static DateTime? Time(DateTimeOffset instant) => Value.Time(Instant.ToMicroseconds(instant));
}
