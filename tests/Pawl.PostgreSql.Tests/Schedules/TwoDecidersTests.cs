using Pawl.Storage;
using Pawl.Storage.Contract.Schedules;

namespace Pawl.PostgreSql.Tests.Schedules;

/// <summary>Two stores on one database that decide, make and delete the same schedules at once.</summary>
public sealed class TwoDecidersTests : ScheduleContract<PostgreSqlFixture>
{
    [Fact]
    public async Task Two_nodes_that_decide_the_same_schedules_at_once_give_each_tick_one_job()
    {
        ScheduleName[] names = Names(300);
        await Store.Schedules.WriteAsync([.. names.Select(New)], Cancel);
        await using PostgreSqlStore other = await Store.OpenSecondAsync();
        IReadOnlyList<StoredSchedule> schedules = (await Store.Schedules.FindDueAsync(1_000, Cancel)).Schedules;
        Clock.Advance(Minute);
        ScheduleWrite[] mine = [.. schedules.Select(schedule => Deciding(schedule, ATick()))];
        ScheduleWrite[] theirs = [.. schedules.Select(schedule => Deciding(schedule, ATick())).Reverse()];

        bool[][] applied = await Task.WhenAll(
            Task.Run(() => WriteAsync(Store.Schedules, mine)), Task.Run(() => WriteAsync(other.Schedules, theirs)));

        Assert.Equal(names.Length, applied.SelectMany(results => results).Count(result => result));
        HashSet<JobId> jobs =
        [
            .. mine.Zip(applied[0]).Concat(theirs.Zip(applied[1])).Where(pair => pair.Second).Select(pair => pair.First.Fired[0].Job.Id),
        ];
        IReadOnlyList<StoredSchedule> after = await Store.Schedules.ListAsync(null, 1_000, Cancel);
        Assert.Equal(jobs.Order(), after.Select(schedule => Assert.Single(schedule.LiveJobs)).Order());
        Assert.Equal([new JobCount(Queue, Type, JobState.Queued, names.Length)], await Store.Queries.CountAsync(Cancel));
    }

    [Fact]
    public async Task Of_two_nodes_that_make_the_same_schedules_at_once_one_makes_each()
    {
        ScheduleName[] names = Names(100);
        await using PostgreSqlStore other = await Store.OpenSecondAsync();

        bool[][] applied = await Task.WhenAll(
            Task.Run(() => WriteAsync(Store.Schedules, [.. names.Select(New)])),
            Task.Run(() => WriteAsync(other.Schedules, [.. names.Reverse().Select(New)])));

        Assert.Equal(names.Length, applied.SelectMany(results => results).Count(result => result));
        foreach (ScheduleName name in names)
        {
            Assert.Single(await VersionsAsync(name));
        }
    }

    [Fact]
    public async Task Who_make_and_delete_one_name_at_once_never_use_a_version_or_a_revision_again()
    {
        await using PostgreSqlStore other = await Store.OpenSecondAsync();

        long[][] revisions = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(() =>
            MakeAndDeleteAsync(number % 2 == 0 ? Store.Schedules : other.Schedules))));

        long[] made = [.. revisions.SelectMany(seen => seen)];
        Assert.Equal(made.Length, made.Distinct().Count());
        Assert.Equal(Enumerable.Range(1, made.Length).Reverse(), (await VersionsAsync()).Select(version => version.Number));
    }

    /// <returns>The revisions that it has deleted.</returns>
    private async Task<long[]> MakeAndDeleteAsync(IScheduleStore schedules)
    {
        List<long> deleted = [];
        for (int round = 0; round < 20; round++)
        {
            await schedules.WriteAsync([New(Daily)], Cancel);
            if ((await schedules.FindAsync(Daily, Cancel)).Schedules is [var found]
                && (await WriteAsync(schedules, [Deciding(found) with { IsDeleted = true }]))[0])
            {
                deleted.Add(found.Revision);
            }
        }

        return [.. deleted];
    }

    private ScheduleWrite New(ScheduleName name) =>
        new() { Name = name, Revision = null, Version = AVersion(), DueAt = Clock.Now };

    private static ScheduleName[] Names(int count) => [.. Enumerable.Range(0, count).Select(number => new ScheduleName($"s{number}"))];

    private async Task<bool[]> WriteAsync(IScheduleStore schedules, ScheduleWrite[] writes) =>
        [.. await schedules.WriteAsync(writes, Cancel)];
}
