namespace Pawl.Storage.Contract.Schedules;

/// <summary>Schedules and their versions.</summary>
public abstract class ScheduleChangeContract<TStore> : ScheduleContract<TStore>
    where TStore : StoreFixture, new()
{
    [Fact]
    public async Task A_new_schedule_has_version_1_and_everything_up_to_now_decided()
    {
        StoredSchedule schedule = await GivenScheduleAsync();

        Assert.Equal((Daily, Clock.Now), (schedule.Name, schedule.DecidedUntil));
        StoredScheduleVersion version = schedule.Version;
        Assert.Equal((1, "ada", "because", false), (version.Number, version.Author, version.Reason, version.IsPaused));
        Assert.Equal((Clock.Now, null), (version.ValidFrom, version.ValidUntil));
        Assert.Equal("""{"added":[]}""", Text(version.Difference));
        Assert.Empty(schedule.LiveJobs);
    }

    [Fact]
    public async Task A_schedule_that_exists_is_not_made_again()
    {
        await GivenScheduleAsync();

        Assert.False(await WriteAsync(new ScheduleWrite { Name = Daily, Revision = null, Version = AVersion("""{"rule":2}""") }));

        Assert.Single(await VersionsAsync());
    }

    [Fact]
    public async Task A_schedule_that_does_not_exist_is_not_changed()
    {
        Assert.False(await WriteAsync(new ScheduleWrite { Name = Daily, Revision = 1, Version = AVersion() }));

        Assert.Empty((await Store.Schedules.FindAsync(Daily, Cancel)).Schedules);
        Assert.Empty(await VersionsAsync());
    }

    [Fact]
    public async Task A_change_is_a_version_from_now_on_and_ends_the_one_before()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);

        Assert.True(await WriteAsync(Deciding(schedule) with { Version = AVersion("""{"rule":2}""") with { IsPaused = true } }));

        IReadOnlyList<StoredScheduleVersion> versions = await VersionsAsync();
        Assert.Equal([2, 1], versions.Select(version => version.Number));
        Assert.Equal((Clock.Now, null), (versions[0].ValidFrom, versions[0].ValidUntil));
        Assert.Equal(Clock.Now, versions[1].ValidUntil);
        Assert.Equal([true, false], versions.Select(version => version.IsPaused));
        Assert.Equal("""{"rule":2}""", Text((await FindAsync()).Version.Definition));
    }

    [Fact]
    public async Task What_was_due_before_a_change_is_decided_by_the_version_before()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);

        await WriteAsync(Deciding(schedule, ATick()) with { Version = AVersion("""{"rule":2}""") });

        Assert.Equal(1, Assert.Single(await TicksAsync()).Version);
        Assert.Equal(2, (await FindAsync()).Version.Number);
    }

    [Fact]
    public async Task A_version_begins_behind_the_ticks_that_were_decided_with_it()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        DateTimeOffset decided = Clock.Now - Millisecond;

        await WriteAsync(Deciding(schedule) with { DecidedUntil = decided, Version = AVersion("""{"rule":2}""") });

        IReadOnlyList<StoredScheduleVersion> versions = await VersionsAsync();
        Assert.Equal((decided, decided), (versions[0].ValidFrom, versions[1].ValidUntil));
    }

    [Fact]
    public async Task Of_two_changes_from_the_same_revision_one_is_applied()
    {
        StoredSchedule schedule = await GivenScheduleAsync();

        Assert.True(await WriteAsync(Deciding(schedule) with { Version = AVersion("""{"rule":2}""") }));
        Assert.False(await WriteAsync(Deciding(schedule) with { Version = AVersion("""{"rule":3}""") }));

        Assert.Equal(2, (await VersionsAsync()).Count);
    }

    [Fact]
    public async Task A_deleted_schedule_is_gone_and_its_history_stays()
    {
        StoredSchedule schedule = await GivenScheduleAsync();
        Clock.Advance(Minute);
        FiredTick tick = ATick();
        await WriteAsync(Deciding(schedule, tick) with { DueAt = Clock.Now });

        Assert.True(await WriteAsync(Deciding(await FindAsync()) with { IsDeleted = true }));

        Assert.Empty((await Store.Schedules.FindAsync(Daily, Cancel)).Schedules);
        Assert.Empty((await Store.Schedules.FindDueAsync(10, Cancel)).Schedules);
        Assert.Equal(Clock.Now, Assert.Single(await VersionsAsync()).ValidUntil);
        Assert.Single(await TicksAsync());
        await AssertStateAsync(JobState.Queued, tick.Job.Id);
    }

    [Fact]
    public async Task A_schedule_that_is_made_anew_goes_on_counting_versions()
    {
        await WriteAsync(Deciding(await GivenScheduleAsync()) with { IsDeleted = true });
        Clock.Advance(Minute);

        StoredSchedule anew = await GivenScheduleAsync();

        Assert.Equal(2, anew.Version.Number);
        Assert.Equal(Clock.Now, anew.DecidedUntil);
        Assert.Equal([2, 1], (await VersionsAsync()).Select(version => version.Number));
    }

    [Fact]
    public async Task Nobody_can_decide_for_a_schedule_that_was_made_anew_from_what_he_read_before()
    {
        StoredSchedule before = await GivenScheduleAsync();
        await WriteAsync(Deciding(before) with { IsDeleted = true });
        await GivenScheduleAsync();

        Assert.False(await WriteAsync(Deciding(before)));
    }

    [Fact]
    public async Task Schedules_are_listed_by_name_a_page_at_a_time()
    {
        foreach (string name in (string[])["b", "D", "a", "c"])
        {
            await GivenScheduleAsync(name);
        }

        IReadOnlyList<StoredSchedule> first = await Store.Schedules.ListAsync(null, 2, Cancel);
        IReadOnlyList<StoredSchedule> second = await Store.Schedules.ListAsync(first[^1].Name, 10, Cancel);

        Assert.Equal(["D", "a"], first.Select(schedule => schedule.Name.Value));
        Assert.Equal(["b", "c"], second.Select(schedule => schedule.Name.Value));
    }

    [Fact]
    public async Task Schedules_outlive_the_process()
    {
        StoredSchedule before = await GivenScheduleAsync();
        Clock.Advance(Millisecond);
        FiredTick tick = ATick();
        await WriteAsync(Deciding(before, tick) with { DueAt = Clock.Now + Minute });
        StoredSchedule expected = await FindAsync();
        await Store.CloseAsync();
        await Store.OpenAsync();

        StoredSchedule after = await FindAsync();

        Assert.Equal(
            (expected.Revision, expected.DecidedUntil, expected.DueAt, tick.Job.Id),
            (after.Revision, after.DecidedUntil, after.DueAt, Assert.Single(after.LiveJobs)));
        Assert.Single(await TicksAsync());
    }
}
