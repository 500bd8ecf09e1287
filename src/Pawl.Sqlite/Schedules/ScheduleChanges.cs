using System.Diagnostics;
using Pawl.Relational;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Schedules;

/// <summary>Writes decisions and changes of schedules.</summary>
internal static class ScheduleChanges
{
    private static readonly SqlFile SelectSchedule = SqlFile.Load("Schedules/SelectSchedule.sql");
    private static readonly SqlFile InsertSchedule = SqlFile.Load("Schedules/InsertSchedule.sql");
    private static readonly SqlFile UpdateSchedule = SqlFile.Load("Schedules/UpdateSchedule.sql");
    private static readonly SqlFile DeleteSchedule = SqlFile.Load("Schedules/DeleteSchedule.sql");
    private static readonly SqlFile RaiseRevision = SqlFile.Load("Schedules/RaiseRevision.sql");
    private static readonly SqlFile InsertScheduleVersion = SqlFile.Load("Schedules/InsertScheduleVersion.sql");
    private static readonly SqlFile EndScheduleVersion = SqlFile.Load("Schedules/EndScheduleVersion.sql");

    public static bool[] WriteAll(WriteTransaction transaction, IReadOnlyList<ScheduleWrite> writes)
    {
        var applied = new bool[writes.Count];
        for (int i = 0; i < applied.Length; i++)
        {
            applied[i] = Write(transaction, writes[i]);
        }

        transaction.Touched += applied.Length;
        return applied;
    }

    public static bool[] Fill(WriteTransaction transaction, ScheduleFill fill)
    {
        var stored = new bool[fill.Ticks.Count];
        string name = fill.Name.Value;
        if (Find(transaction, name) is not { } current)
        {
            return stored;
        }

        Invariant.Require(
            fill.Kind == TickKind.Trigger || fill.Ticks.All(tick => Instant.ToMicroseconds(tick.At) <= current.DecidedUntil),
            "A tick was to be filled that is not decided yet.");

        int jobs = 0;
        for (int i = 0; i < stored.Length; i++)
        {
            FiredTick tick = fill.Ticks[i];
            if (fill.Kind == TickKind.Trigger || TickLedger.TryAdd(transaction, name, fill.Version, tick, fill.Kind))
            {
                ScheduleJobs.Add(transaction, name, tick.Job);
                stored[i] = true;
                jobs++;
            }
        }

        if (jobs > 0)
        {
            ScheduleJobs.ForgetFinished(transaction, name);
            transaction[RaiseRevision].Bind(1, name).Bind(2, jobs).Execute();
        }

        return stored;
    }

    private static bool Write(WriteTransaction transaction, ScheduleWrite write)
    {
        string name = write.Name.Value;
        Current? current = Find(transaction, name);
        long decidedUntil = write.DecidedUntil is { } until ? Instant.ToMicroseconds(until) : transaction.Now;
        if (current?.Revision != write.Revision || decidedUntil > transaction.Now)
        {
            return false;
        }

        if (current is { } existing)
        {
            Change(transaction, write, existing, decidedUntil);
        }
        else
        {
            Make(transaction, write, decidedUntil);
        }

        if (write.Version is not null)
        {
            transaction.WakeAfterCommit(WakeupKind.SchedulesChanged);
        }

        return true;
    }

    private static void Make(WriteTransaction transaction, ScheduleWrite write, long decidedUntil)
    {
        Invariant.Require(
            write is { Version: not null, IsDeleted: false, Fired.Count: 0, Skipped.Count: 0, DecidedUntil: null },
            "A schedule that does not exist was to be changed.");
        int version = Add(transaction, write.Name.Value, write.Version, decidedUntil);
        transaction[InsertSchedule]
            .Bind(1, write.Name.Value).Bind(2, ((long)version << 32) + 1).Bind(3, version)
            .Bind(4, decidedUntil).Bind(5, SeenUntil(write)).Bind(6, DueAt(write))
            .Execute();
    }

    private static void Change(WriteTransaction transaction, ScheduleWrite write, Current current, long decidedUntil)
    {
        string name = write.Name.Value;
        Decide(transaction, write, current, decidedUntil);
        if (write.Version is not null || write.IsDeleted)
        {
            transaction[EndScheduleVersion].Bind(1, name).Bind(2, current.Version).Bind(3, decidedUntil).Execute();
        }

        int version = write.Version is { } change ? Add(transaction, name, change, decidedUntil) : current.Version;
        if (write.IsDeleted)
        {
            ScheduleJobs.ForgetAll(transaction, name);
            transaction[DeleteSchedule].Bind(1, name).Execute();
        }
        else
        {
            transaction[UpdateSchedule]
                .Bind(1, name).Bind(2, version).Bind(3, decidedUntil).Bind(4, SeenUntil(write)).Bind(5, DueAt(write))
                .Execute();
        }
    }

    /// <summary>Gives ticks their jobs, or says why they have none; by the version in force before a change.</summary>
    private static void Decide(WriteTransaction transaction, ScheduleWrite write, Current current, long decidedUntil)
    {
        string name = write.Name.Value;
        Invariant.Require(decidedUntil >= current.DecidedUntil, "Ticks were to be decided twice.");
        ScheduleJobs.ForgetFinished(transaction, name);
        foreach (FiredTick tick in write.Fired)
        {
            long at = Instant.ToMicroseconds(tick.At);
            Invariant.Require(
                at > current.DecidedUntil && at <= decidedUntil, "A tick was to be decided twice, or before its instant.");
            Invariant.Require(
                TickLedger.TryAdd(transaction, name, current.Version, tick, TickKind.Nominal), "A tick was to have two jobs.");
            ScheduleJobs.Add(transaction, name, tick.Job);
        }

        foreach (SkippedTicks skipped in write.Skipped)
        {
            TickLedger.Add(transaction, name, current.Version, skipped);
        }
    }

    private static int Add(WriteTransaction transaction, string schedule, NewScheduleVersion version, long validFrom) =>
        (int?)transaction[InsertScheduleVersion]
            .Bind(1, schedule).Bind(2, version.IsPaused ? 1 : 0).Bind(3, validFrom)
            .Bind(4, version.Author).Bind(5, version.Reason).Bind(6, version.Difference.Span).Bind(7, version.Definition.Span)
            .ReadNumber() ?? throw new UnreachableException("A version was stored without a number.");

    private static long? SeenUntil(ScheduleWrite write) =>
        write.SeenUntil is { } until ? Instant.ToMicroseconds(until) : null;

    /// <summary>When to look again; rounded up, so that it is never early.</summary>
    private static long? DueAt(ScheduleWrite write) =>
        write.DueAt is { } due ? Instant.ToMicrosecondsUp(due - DateTimeOffset.UnixEpoch) : null;

    private static Current? Find(WriteTransaction transaction, string name)
    {
        Statement select = transaction[SelectSchedule].Bind(1, name);
        if (!select.Step())
        {
            return null;
        }

        var current = new Current(select.GetInt64(0), select.GetInt32(1), select.GetInt64(2));
        select.Reset();
        return current;
    }

    /// <summary>What a write is checked against.</summary>
    private readonly record struct Current(long Revision, int Version, long DecidedUntil);
}
