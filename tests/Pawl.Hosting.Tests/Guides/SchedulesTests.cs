using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pawl.Hosting.Tests.Running;

namespace Pawl.Hosting.Tests.Guides;

public sealed class SchedulesTests
{
    private const string Christmas = """
        BEGIN:VCALENDAR
        BEGIN:VEVENT
        DTSTART;VALUE=DATE:20261225
        END:VEVENT
        END:VCALENDAR
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_block_of_the_guide_stands_in_code_that_compiles() =>
        Guide.AssertStandsIn("schedules.md", "Schedules.cs", leastBlocks: 6);

    [Fact(Timeout = 60_000)]
    public async Task The_code_of_the_guide_runs()
    {
        using var folder = new TestFolder();
        using IHost app = Schedules.Build(Host.CreateEmptyApplicationBuilder(null), folder.ConnectionString);
        await app.StartAsync(Token);
        var schedules = app.Services.GetRequiredService<IScheduleClient>();

        string calendarFile = Path.Combine(folder.Path, "holidays.ics");
        await File.WriteAllTextAsync(calendarFile, Christmas, Token);
        Schedule digest = await Schedules.ChangeAsync(schedules, calendarFile);
        DateTimeOffset now = digest.Version.ValidFrom;
        Schedules.Operated seen = await Schedules.OperateAsync(schedules, now.AddDays(-7), now);
        IReadOnlyList<Schedule> all = await schedules.ListAsync(cancellationToken: Token);

        Assert.NotNull(await app.Services.GetRequiredService<IJobClient>().FindAsync(seen.Job, Token));
        Assert.Equal((7, 0), (seen.Dry.Ticks, seen.Dry.Jobs.Count));
        Assert.Equal(7, seen.Done.Jobs.Count);
        Assert.Equal(7, seen.Ledger.Count);
        Schedule payday = all.Single(one => one.Name == "payday");
        SchedulePreview december = schedules.Preview(payday.Version.Rule, payday.Version.Options, count: 1, after: Day(2026, 12, 1));
        Assert.Equal([Day(2026, 12, 24).AddHours(9)], december.Runs.Select(run => run.At));
        Assert.Equal([3, 2, 1], seen.Versions.Select(version => version.Number));
        Assert.Equal(["eu-digest", "month-end", "nightly-invoices", "payday"], all.Select(one => one.Name.Value));
        await app.StopAsync(Token);
    }

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    [Fact(Timeout = 60_000)]
    public async Task A_declared_schedule_that_is_gone_from_the_code_is_deleted_when_that_is_wished()
    {
        using var folder = new TestFolder();
        using (IHost first = Schedules.Build(Host.CreateEmptyApplicationBuilder(null), folder.ConnectionString))
        {
            await first.StartAsync(Token);
            var schedules = first.Services.GetRequiredService<IScheduleClient>();
            await schedules.UpsertAsync("by-hand", "@daily", new SendDigest("eu"), cancellationToken: Token);
            await first.StopAsync(Token);
        }

        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddPawl(options => options.PruneSchedules = true).UseSqlite(folder.ConnectionString);
        using IHost second = builder.Build();
        await second.StartAsync(Token);

        IReadOnlyList<Schedule> left = await second.Services.GetRequiredService<IScheduleClient>().ListAsync(cancellationToken: Token);
        Assert.Equal("by-hand", Assert.Single(left).Name.Value);
        await second.StopAsync(Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_declared_rule_that_is_wrong_ends_the_start_with_its_position_and_a_hint()
    {
        using var folder = new TestFolder();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddPawl().UseSqlite(folder.ConnectionString).AddSchedule("wrong", "0 2 * * MOO", new SendDigest("eu"));
        using IHost app = builder.Build();

        ScheduleRuleException exception = await Assert.ThrowsAsync<ScheduleRuleException>(() => app.StartAsync(Token));

        Assert.Equal((8, 3), (exception.Position, exception.Length));
        Assert.Contains("MON", exception.Hint, StringComparison.Ordinal);
    }
}
