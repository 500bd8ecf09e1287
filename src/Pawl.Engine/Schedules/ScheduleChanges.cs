using System.Text.Json;
using Pawl.Engine.Clients;
using Pawl.Storage;

namespace Pawl.Engine.Schedules;

/// <summary>Changes schedules: what was due is decided by the version before, in the very write that ends it. A change that met with
/// another begins anew.</summary>
internal sealed class ScheduleChanges(IScheduleStore store, CompiledSchedules compiledSchedules, IJobIds ids)
{
    private const int RunsCompared = 30;
    private const int MostTries = 100;

    /// <summary>Makes a schedule, or changes it, unless it is already as described.</summary>
    public ValueTask<bool> PutAsync(ScheduleName name, CompiledSchedule wanted, string? author, CancellationToken cancellationToken)
    {
        byte[] definition = wanted.Definition.Write();
        return ChangeAsync(
            name,
            (now, schedule) => schedule is not null && schedule.Version.Definition.Span.SequenceEqual(definition)
                ? null
                : new Change(wanted, new NewScheduleVersion
                {
                    Definition = definition,
                    IsPaused = schedule?.Version.IsPaused ?? false,
                    Author = CutAuthor(author),
                    Difference = Compare(schedule is null ? null : TryCompile(schedule), wanted, now),
                }),
            cancellationToken);
    }

    /// <summary>Lets a schedule rest or go on, unless it does so already.</summary>
    /// <exception cref="ScheduleNotFoundException">There is no such schedule.</exception>
    public ValueTask<bool> RestAsync(
        ScheduleName name, bool isPaused, string? reason, string? author, CancellationToken cancellationToken) => ChangeAsync(
        name,
        (_, schedule) => schedule is null ? throw new ScheduleNotFoundException(name)
            : schedule.Version.IsPaused == isPaused ? null
            : new Change(TryCompile(schedule), new NewScheduleVersion
            {
                Definition = schedule.Version.Definition,
                IsPaused = isPaused,
                Reason = reason,
                Author = CutAuthor(author),
            }),
        cancellationToken);

    /// <summary>Deletes a schedule.</summary>
    /// <returns>False when there is none.</returns>
    public ValueTask<bool> DeleteAsync(ScheduleName name, CancellationToken cancellationToken) => ChangeAsync(
        name, (_, schedule) => schedule is null ? null : new Change(null, null), cancellationToken);

    private async ValueTask<bool> ChangeAsync(
        ScheduleName name, Func<DateTimeOffset, StoredSchedule?, Change?> decide, CancellationToken cancellationToken)
    {
        IdGenerator generator = await ids.GetAsync(cancellationToken);
        for (int tries = 1; tries <= MostTries; tries++)
        {
            DueSchedules found = await store.FindAsync(name, cancellationToken);
            StoredSchedule? schedule = found.Schedules.Count == 0 ? null : found.Schedules[0];
            if (decide(found.Now, schedule) is not { } change)
            {
                return false;
            }

            ScheduleWrite settled = schedule is null
                ? new ScheduleWrite { Name = name, Revision = null }
                : Settle(schedule, found.Now, generator);
            ScheduleWrite write = settled with
            {
                DueAt = change.Version is { IsPaused: false } ? change.Compiled?.Rule.After(found.Now) : null,
                Version = change.Version,
                IsDeleted = change.Version is null,
            };
            if ((await store.WriteAsync([write], cancellationToken))[0])
            {
                return true;
            }
        }

        throw new StoreUnavailableException(
            $"Schedule '{name}' was changed by others {MostTries} times in a row, so nothing was done. Try again.");
    }

    private ScheduleWrite Settle(StoredSchedule schedule, DateTimeOffset now, IdGenerator generator) =>
        !schedule.Version.IsPaused && TryCompile(schedule) is { } compiled
            ? new TickDecider(schedule, compiled, now, generator, JobLimits.BatchJobs).Settle()
            : new ScheduleWrite { Name = schedule.Name, Revision = schedule.Revision };

    /// <returns>Null when the version cannot be understood any more: it can still be replaced.</returns>
    private CompiledSchedule? TryCompile(StoredSchedule schedule)
    {
        try
        {
            return compiledSchedules.Of(schedule.Name, schedule.Version);
        }
        catch (Exception exception) when (exception is ScheduleRuleException or JsonException)
        {
            return null;
        }
    }

    private static byte[] Compare(CompiledSchedule? before, CompiledSchedule after, DateTimeOffset now)
    {
        DateTimeOffset[] old = before is null ? [] : [.. before.Rule.AllAfter(now).Take(RunsCompared)];
        DateTimeOffset[] fresh = [.. after.Rule.AllAfter(now).Take(RunsCompared)];
        return JsonSerializer.SerializeToUtf8Bytes(
            new ScheduleDifference([.. old.Except(fresh)], [.. fresh.Except(old)]), ScheduleJson.Default.ScheduleDifference);
    }

    private static string? CutAuthor(string? author) =>
        author is { Length: > ScheduleLimits.AuthorLength } ? author[..ScheduleLimits.AuthorLength] : author;

    /// <summary>A change of a schedule; without a version, its end.</summary>
    private sealed record Change(CompiledSchedule? Compiled, NewScheduleVersion? Version);
}
