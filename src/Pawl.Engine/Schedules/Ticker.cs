using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pawl.Engine.Clients;
using Pawl.Engine.Maintenance;
using Pawl.Engine.Telemetry;
using Pawl.Storage;

namespace Pawl.Engine.Schedules;

/// <summary>Decides the ticks of schedules when they are due. Whoever else decides them too does no harm: what was decided first is
/// written, and the store refuses the rest.</summary>
internal sealed partial class Ticker(
    IScheduleStore store,
    IJobStore jobs,
    IJobIds ids,
    CompiledSchedules compiledSchedules,
    IOptions<MaintenanceOptions> options,
    TimeProvider clock,
    ILogger<Ticker> logger) : IDutyPerformer
{
    /// <summary>The store's clock may be a little behind ours, and asking in a tight loop does not move it.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    /// <summary>When a schedule that cannot be understood is looked at again: after another version of Pawl has come, perhaps.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly CatchUpBudget budget = new(options.Value.CatchUpPerSecond, clock);

    public Duty Duty => Duty.Schedule;

    public TimeSpan Interval => options.Value.ScheduleInterval;

    public WakeupKind? Hint => WakeupKind.SchedulesChanged;

    public async ValueTask<TimeSpan> PerformAsync(CancellationToken cancellationToken)
    {
        DueSchedules due = await store.FindDueAsync(options.Value.BatchSize, cancellationToken);
        if (due.Schedules.Count == 0)
        {
            return Sooner(due.NextDueIn ?? Interval);
        }

        IdGenerator generator = await ids.GetAsync(cancellationToken);
        var writes = new List<ScheduleWrite>(due.Schedules.Count);
        foreach (StoredSchedule schedule in due.Schedules)
        {
            writes.Add(await DecideAsync(schedule, due.Now, generator, cancellationToken));
        }

        Chaos.At(FaultPoint.TicksDecided);
        await WriteAsync(writes, cancellationToken);
        Chaos.At(FaultPoint.TicksWritten);
        DateTimeOffset? soonest = writes.Min(write => write.DueAt);
        TimeSpan next = due.NextDueIn ?? Interval;
        return Sooner(soonest - due.Now is { } own && own < next ? own : next);
    }

    private async ValueTask<ScheduleWrite> DecideAsync(
        StoredSchedule schedule, DateTimeOffset now, IdGenerator generator, CancellationToken cancellationToken)
    {
        CompiledSchedule compiled;
        try
        {
            compiled = compiledSchedules.Of(schedule.Name, schedule.Version);
        }
        catch (Exception exception) when (exception is ScheduleRuleException or JsonException)
        {
            // One bad schedule never stops another.
            LogNotUnderstood(exception, schedule.Name, schedule.Version.Number);
            return new ScheduleWrite
            {
                Name = schedule.Name,
                Revision = schedule.Revision,
                DecidedUntil = schedule.DecidedUntil,
                SeenUntil = schedule.SeenUntil,
                DueAt = now + Patience,
            };
        }

        var decider = new TickDecider(schedule, compiled, now, generator, budget.Left);
        ScheduleWrite write = decider.Decide();
        budget.Spend(decider.CaughtUp);
        if (decider.CancelsLiveJobs)
        {
            await jobs.CancelAsync(schedule.LiveJobs, $"The next tick of schedule {schedule.Name} has come.", cancellationToken);
        }

        return write;
    }

    /// <summary>Writes in batches that a store takes.</summary>
    private async ValueTask WriteAsync(List<ScheduleWrite> writes, CancellationToken cancellationToken)
    {
        for (int begin = 0; begin < writes.Count;)
        {
            int end = begin;
            for (int fired = 0; end < writes.Count && (end == begin || fired + writes[end].Fired.Count <= JobLimits.BatchJobs); end++)
            {
                fired += writes[end].Fired.Count;
            }

            // Never cancelled: who stops here would not know what was decided.
            await store.WriteAsync(writes[begin..end], CancellationToken.None);
            begin = end;
        }

        foreach (ScheduleWrite write in writes)
        {
            foreach (SkippedTicks skipped in write.Skipped)
            {
                LogSkipped(write.Name, skipped.Reason, skipped.From, skipped.Until);
            }
        }
    }

    private TimeSpan Sooner(TimeSpan next) => next < Shortest ? Shortest : next < Interval ? next : Interval;

    [LoggerMessage(EventIds.ScheduleNotUnderstood, LogLevel.Error,
        "Schedule {Schedule} cannot be understood in version {Version}, so its ticks wait; change it, or update Pawl")]
    private partial void LogNotUnderstood(Exception exception, ScheduleName schedule, int version);

    [LoggerMessage(EventIds.TicksSkipped, LogLevel.Information,
        "Schedule {Schedule} skipped what was to run from {From} to {Until}: {Reason}")]
    private partial void LogSkipped(ScheduleName schedule, SkipReason reason, DateTimeOffset from, DateTimeOffset until);
}
