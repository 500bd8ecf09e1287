using Npgsql;
using Pawl.PostgreSql.Connections;
using Pawl.PostgreSql.Jobs;
using Pawl.Relational;
using Pawl.Storage;

namespace Pawl.PostgreSql.Schedules;

/// <summary>Stores jobs of schedules, all or none; the schedules are locked.</summary>
internal static class TickJobs
{
    private static readonly SqlFile InsertTicks = SqlFile.Load("Schedules/InsertTicks.sql");
    private static readonly SqlFile InsertScheduleJobs = SqlFile.Load("Schedules/InsertScheduleJobs.sql");
    private static readonly SqlFile DeleteFinishedScheduleJobs = SqlFile.Load("Schedules/DeleteFinishedScheduleJobs.sql");

    /// <summary>Stores jobs as all jobs are stored.</summary>
    public static async ValueTask EnqueueAsync(Transaction transaction, TickJob[] ticks)
    {
        if (ticks.Length > 0)
        {
            NewJob[] jobs = [.. ticks.Select(tick => tick.Tick.Job)];
            EnqueueResult[] results = await JobInsertion.InsertAsync(transaction, jobs);
            Invariant.Require(
                jobs.Zip(results).All(pair => pair.First.Id == pair.Second.Id),
                "The job of a tick was refused, or is another's: jobs of schedules carry no keys.");
        }
    }

    /// <summary>Notes ticks in the ledger.</summary>
    public static void Note(Transaction transaction, TickKind kind, TickJob[] ticks)
    {
        if (ticks.Length > 0)
        {
            transaction.Write(
                InsertTicks,
                rows: ticks.Length,
                Schedules(ticks),
                Value.All(Array.ConvertAll(ticks, static tick => (DateTime?)Value.Time(Instant.ToMicroseconds(tick.Tick.At)))),
                Value.All(Array.ConvertAll(ticks, static tick => tick.Version)),
                Jobs(ticks),
                Value.Of(kind.ToString()),
                Value.All(Array.ConvertAll(ticks, static tick => tick.Tick.ZoneVersion)),
                Value.At(transaction.Now));
        }
    }

    /// <summary>Remembers the jobs with their schedules, and forgets those that have ended.</summary>
    public static void Remember(Transaction transaction, string[] schedules, TickJob[] ticks)
    {
        if (schedules.Length > 0)
        {
            transaction.Write(DeleteFinishedScheduleJobs, rows: null, Value.All(schedules));
        }

        if (ticks.Length > 0)
        {
            transaction.Write(InsertScheduleJobs, rows: null, Schedules(ticks), Jobs(ticks));
        }
    }

    private static NpgsqlParameter Schedules(TickJob[] ticks) => Value.All(Array.ConvertAll(ticks, static tick => tick.Schedule));

    private static NpgsqlParameter Jobs(TickJob[] ticks) => Value.All(Array.ConvertAll(ticks, static tick => tick.Tick.Job.Id.Value));
}
