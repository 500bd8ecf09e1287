using System.Globalization;
using System.Text;

namespace Pawl.Storage.Contract.Schedules;

/// <summary>What contracts of schedules share: how one is made, and how its ticks are decided.</summary>
public abstract class ScheduleContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    protected static ScheduleName Daily { get; } = "daily";

    protected static ReadOnlyMemory<byte> Definition(string text = "{}") => Encoding.UTF8.GetBytes(text);

    protected static NewScheduleVersion AVersion(string definition = """{"rule":1}""") => new()
    {
        Definition = Definition(definition), Author = "ada", Reason = "because", Difference = Definition("""{"added":[]}"""),
    };

    /// <summary>A schedule that is due at once, with everything up to now decided.</summary>
    protected async Task<StoredSchedule> GivenScheduleAsync(ScheduleName? name = null, TimeSpan? dueIn = null)
    {
        Assert.True(await WriteAsync(new ScheduleWrite
        {
            Name = name ?? Daily, Revision = null, Version = AVersion(), DueAt = Clock.Now + (dueIn ?? TimeSpan.Zero),
        }));
        return await FindAsync(name);
    }

    protected async Task<StoredSchedule> FindAsync(ScheduleName? name = null) =>
        Assert.Single((await Store.Schedules.FindAsync(name ?? Daily, Cancel)).Schedules);

    protected async Task<bool> WriteAsync(ScheduleWrite write) =>
        Assert.Single(await Store.Schedules.WriteAsync([write], Cancel));

    /// <summary>A tick of <see cref="Daily"/>, whose job says so.</summary>
    protected FiredTick ATick(DateTimeOffset? at = null, NewJob? job = null)
    {
        DateTimeOffset instant = at ?? Clock.Now;
        var metadata = new Dictionary<string, string>
        {
            ["pawl.schedule"] = Daily.Value,
            ["pawl.tick"] = instant.ToString("O", CultureInfo.InvariantCulture),
            ["pawl.tick.kind"] = nameof(TickKind.Nominal),
        };
        return new FiredTick(instant, (job ?? AJob()) with { Metadata = metadata }, "2026a");
    }

    /// <summary>What decides ticks of a schedule that was read before.</summary>
    protected static ScheduleWrite Deciding(StoredSchedule schedule, params FiredTick[] fired)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return new ScheduleWrite { Name = schedule.Name, Revision = schedule.Revision, Fired = fired };
    }

    protected async Task<IReadOnlyList<StoredTick>> TicksAsync(DateTimeOffset? before = null, int limit = 1_000) =>
        await Store.Schedules.ListTicksAsync(Daily, before, limit, Cancel);

    protected async Task<IReadOnlyList<StoredScheduleVersion>> VersionsAsync(ScheduleName? name = null) =>
        await Store.Schedules.ListVersionsAsync(name ?? Daily, 1_000, Cancel);
}
