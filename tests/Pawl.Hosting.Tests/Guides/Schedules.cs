using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Pawl.Hosting.Tests.Guides;

#pragma warning disable CA1848, CA1873 // Users may log as they like, and a guide logs in the shortest way.

// The code of docs/guides/schedules.md: what stands there stands here, and so it compiles and runs.

[Job("invoices.run")]
public sealed record StartInvoiceRun : IJob;

[Job("digest.send")]
public sealed record SendDigest(string Region) : IJob;

public sealed class StartInvoiceRunHandler : IJobHandler<StartInvoiceRun>
{
    public Task HandleAsync(StartInvoiceRun job, JobContext context, CancellationToken cancellationToken)
    {
        DateTimeOffset nominal = context.Tick?.At ?? throw new InvalidOperationException("Not a job of a schedule.");
        context.Logger.LogInformation("Invoices for the night of {Night:d}", nominal);
        return Task.CompletedTask;
    }
}

public static class Schedules
{
    public static IHost Build(HostApplicationBuilder builder, string connectionString)
    {
        builder.AddPawl()
            .UseSqlite(connectionString)
            .AddSchedule("nightly-invoices", "0 2 * * MON-FRI", new StartInvoiceRun(),
                new() { TimeZone = "Europe/Berlin", CatchUp = CatchUpPolicy.Latest })
            .AddWorker();
        return builder.Build();
    }

    public static async Task<Schedule> ChangeAsync(IScheduleClient schedules, string calendarFile)
    {
        Schedule digest = await schedules.UpsertAsync("eu-digest", "30 7 * * *", new SendDigest("eu"),
            new() { TimeZone = "Europe/Madrid", Jitter = TimeSpan.FromMinutes(2), Author = "ada" });

        foreach (ScheduleRun next in schedules.Preview("30 2 * * *", new() { TimeZone = "Europe/Madrid" }, count: 5).Runs)
        {
            Console.WriteLine(next);
        }

        DaySet holidays = DaySet.EveryYear(12, 25) | DaySet.EveryYear(1, 1);
        await schedules.UpsertAsync("month-end", "0 18 L * *", new StartInvoiceRun(),
            new() { Days = DaySet.Weekdays - holidays, OffDays = OffDayPolicy.Preceding });

        DaySet publicHolidays = DaySet.FromCalendar(await File.ReadAllTextAsync(calendarFile), firstYear: 2026, lastYear: 2030);
        await schedules.UpsertAsync("payday", "0 9 25 * *", new StartInvoiceRun(),
            new() { Days = DaySet.Weekdays - publicHolidays, OffDays = OffDayPolicy.Preceding });
        return digest;
    }

    public static async Task<Operated> OperateAsync(IScheduleClient schedules, DateTimeOffset lastMonday, DateTimeOffset now)
    {
        await schedules.PauseAsync("eu-digest", "the mail server is down", "ada");
        await schedules.ResumeAsync("eu-digest", "ada");
        JobId job = await schedules.TriggerAsync("eu-digest");
        BackfillResult dry = await schedules.BackfillAsync("eu-digest", lastMonday, now, isDryRun: true);
        BackfillResult done = await schedules.BackfillAsync("eu-digest", lastMonday, now);
        IReadOnlyList<LedgerEntry> ledger = await schedules.ListTicksAsync("eu-digest");
        IReadOnlyList<ScheduleVersion> versions = await schedules.ListVersionsAsync("eu-digest");
        return new Operated(job, dry, done, ledger, versions);
    }

    /// <summary>What the operator saw.</summary>
    public sealed record Operated(
        JobId Job, BackfillResult Dry, BackfillResult Done, IReadOnlyList<LedgerEntry> Ledger, IReadOnlyList<ScheduleVersion> Versions);
}
