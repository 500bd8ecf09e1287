using Pawl.Relational;
using Pawl.Sqlite.Connections;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.Sqlite.Schedules;

/// <summary>Reads schedules and their versions. The clock is read after the first row: so no row tells of an instant that is later
/// than the time of the answer.</summary>
internal static class ScheduleReads
{
    private static readonly SqlFile FindSchedule = SqlFile.Load("Schedules/FindSchedule.sql");
    private static readonly SqlFile ListSchedules = SqlFile.Load("Schedules/ListSchedules.sql");
    private static readonly SqlFile SelectDueSchedules = SqlFile.Load("Schedules/SelectDueSchedules.sql");
    private static readonly SqlFile ListScheduleVersions = SqlFile.Load("Schedules/ListScheduleVersions.sql");

    public static DueSchedules Find(PreparedConnection connection, (ScheduleName Name, StoreClock Clock) wanted)
    {
        StoredSchedule[] found = [];
        Statement select = connection[FindSchedule].Bind(1, wanted.Name.Value);
        if (select.Step())
        {
            found = [Read(connection, select)];
            select.Reset();
        }

        return new DueSchedules(Instant.FromMicroseconds(wanted.Clock.Now()), found, null);
    }

    public static List<StoredSchedule> List(PreparedConnection connection, (ScheduleName? After, int Limit) page)
    {
        var schedules = new List<StoredSchedule>();
        Statement select = connection[ListSchedules].Bind(1, page.After?.Value ?? "").Bind(2, page.Limit);
        while (select.Step())
        {
            schedules.Add(Read(connection, select));
        }

        return schedules;
    }

    public static DueSchedules FindDue(PreparedConnection connection, (int Limit, StoreClock Clock) wanted)
    {
        var due = new List<StoredSchedule>();
        Statement select = connection[SelectDueSchedules];
        bool isMore = select.Step();
        long now = wanted.Clock.Now();
        while (isMore && due.Count < wanted.Limit && DueAt(select) <= now)
        {
            due.Add(Read(connection, select));
            isMore = select.Step();
        }

        TimeSpan? nextDueIn = isMore ? Instant.SpanFromMicroseconds(Math.Max(0, DueAt(select) - now)) : null;
        select.Reset();
        return new DueSchedules(Instant.FromMicroseconds(now), due, nextDueIn);
    }

    public static List<StoredScheduleVersion> ListVersions(PreparedConnection connection, (ScheduleName Name, int Limit) page)
    {
        var versions = new List<StoredScheduleVersion>();
        Statement select = connection[ListScheduleVersions].Bind(1, page.Name.Value).Bind(2, page.Limit);
        while (select.Step())
        {
            versions.Add(ReadVersion(select));
        }

        return versions;
    }

    private static long DueAt(Statement row) => row.GetInt64(12);

    private static StoredSchedule Read(PreparedConnection connection, Statement row)
    {
        var name = new ScheduleName(row.GetText(8) ?? "");
        return new StoredSchedule
        {
            Name = name,
            Revision = row.GetInt64(9),
            Version = ReadVersion(row),
            DecidedUntil = Instant.FromMicroseconds(row.GetInt64(10)),
            SeenUntil = Instant.FromMicroseconds(row.GetNullableInt64(11)),
            DueAt = Instant.FromMicroseconds(row.GetNullableInt64(12)),
            LiveJobs = ScheduleJobs.ReadLive(connection, name.Value),
        };
    }

    private static StoredScheduleVersion ReadVersion(Statement row) => new()
    {
        Number = row.GetInt32(0),
        IsPaused = row.GetInt64(1) != 0,
        ValidFrom = Instant.FromMicroseconds(row.GetInt64(2)),
        ValidUntil = Instant.FromMicroseconds(row.GetNullableInt64(3)),
        Author = row.GetText(4),
        Reason = row.GetText(5),
        Difference = row.GetSpan(6).ToArray(),
        Definition = row.GetSpan(7).ToArray(),
    };
}
