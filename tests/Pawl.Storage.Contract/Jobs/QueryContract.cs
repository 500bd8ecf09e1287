namespace Pawl.Storage.Contract.Jobs;

/// <summary>Reading: jobs by id, lists page by page, and counters.</summary>
public abstract class QueryContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Fact]
    public async Task Jobs_are_found_in_the_order_they_were_asked_for()
    {
        JobId finished = await GivenJobInAsync(JobState.Succeeded);
        JobId queued = await GivenJobAsync();
        JobId unknown = NextJobId();

        IReadOnlyList<Job?> found = await Store.Queries.FindAsync([queued, unknown, finished, queued], Cancel);

        Assert.Equal([queued, null, finished, queued], found.Select(job => job?.Id));
    }

    [Theory]
    [MemberData(nameof(Every.State), MemberType = typeof(Every))]
    public async Task A_list_shows_jobs_in_every_state_without_their_details(JobState state)
    {
        JobId id = await GivenJobInAsync(state, AJob() with { Tags = ["eu"], Unique = new UniqueJob("u") });

        Job listed = Assert.Single(await ListAllAsync(new JobQuery()));

        Assert.Equal(JobText.Of(await FindAsync(id) with { Details = null }), JobText.Of(listed));
    }

    [Fact]
    public async Task The_highest_id_comes_first_alive_or_finished()
    {
        List<JobId> ids = [];
        foreach (JobState state in Every.AllStates)
        {
            // A queued job would be claimed in place of the next one.
            ids.Add(await GivenJobInAsync(state == JobState.Queued ? JobState.Scheduled : state));
        }

        Assert.Equal(Enumerable.Reverse(ids), (await ListAllAsync(new JobQuery())).Select(job => job.Id));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(25)]
    [InlineData(26)]
    [InlineData(500)]
    public async Task Page_by_page_every_job_is_listed_once(int limit)
    {
        NewJob[] jobs = [.. Enumerable.Range(0, 25).Select(_ => AJob())];
        await EnqueueAsync(jobs);

        IReadOnlyList<Job> listed = await ListAllAsync(new JobQuery { Limit = limit });

        Assert.Equal(jobs.Select(job => job.Id).OrderDescending(), listed.Select(job => job.Id));
    }

    [Fact]
    public async Task Pages_hold_fifty_jobs_unless_told_otherwise()
    {
        await EnqueueAsync([.. Enumerable.Range(0, 60).Select(_ => AJob())]);

        JobPage page = await Store.Queries.ListAsync(new JobQuery(), Cancel);

        Assert.Equal(50, page.Jobs.Count);
        Assert.Equal(page.Jobs[^1].Id, page.Next);
    }

    [Fact]
    public async Task Jobs_that_come_meanwhile_do_not_disturb_the_pages()
    {
        await EnqueueAsync([.. Enumerable.Range(0, 4).Select(_ => AJob())]);
        JobPage first = await Store.Queries.ListAsync(new JobQuery { Limit = 2 }, Cancel);
        await GivenJobAsync();

        JobPage second = await Store.Queries.ListAsync(new JobQuery { Limit = 2, Before = first.Next }, Cancel);

        Assert.Equal(4, first.Jobs.Concat(second.Jobs).Select(job => job.Id).Distinct().Count());
    }

    [Fact]
    public async Task An_empty_store_has_an_empty_last_page()
    {
        JobPage page = await Store.Queries.ListAsync(new JobQuery(), Cancel);

        Assert.Empty(page.Jobs);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Every_condition_that_is_set_must_hold()
    {
        NewJob plain = AJob();
        NewJob other = AJob() with { Queue = "other", Type = "mail", Tags = ["eu", "vip"] };
        NewJob later = other with { Id = NextJobId(), Due = JobDue.After(Minute), Tags = ["eu"] };
        await EnqueueAsync(plain, other, later);
        var both = new JobQuery { Queue = "other", Type = "mail", Tag = "eu" };

        await AssertListedAsync(new JobQuery(), later, other, plain);
        await AssertListedAsync(new JobQuery { Queue = "other" }, later, other);
        await AssertListedAsync(new JobQuery { Type = Type }, plain);
        await AssertListedAsync(new JobQuery { Tag = "vip" }, other);
        await AssertListedAsync(new JobQuery { Tag = "e" });
        await AssertListedAsync(new JobQuery { State = JobState.Scheduled }, later);
        await AssertListedAsync(both, later, other);
        await AssertListedAsync(both with { State = JobState.Queued }, other);
        await AssertListedAsync(both with { Before = later.Id }, other);
        await AssertListedAsync(both with { Type = Type });
    }

    [Theory]
    [MemberData(nameof(Every.State), MemberType = typeof(Every))]
    public async Task A_list_of_one_state_shows_only_that(JobState state)
    {
        JobId expected = default;
        foreach (JobState other in Every.AllStates.Where(other => other != JobState.Queued).Append(JobState.Queued))
        {
            JobId id = await GivenJobInAsync(other);
            expected = other == state ? id : expected;
        }

        Assert.Equal(expected, Assert.Single(await ListAllAsync(new JobQuery { State = state })).Id);
    }

    [Fact]
    public async Task Counters_tell_how_many_jobs_there_are_of_each_kind_in_order()
    {
        await GivenJobInAsync(JobState.Succeeded);
        await GivenJobInAsync(JobState.Retrying);
        await EnqueueAsync(
            AJob(), AJob(), AJob() with { Queue = "a" }, AJob() with { Type = "mail" }, AJob() with { Due = JobDue.After(Minute) });

        Assert.Equal(
            [
                new JobCount("a", Type, JobState.Queued, 1),
                new JobCount(Queue, "mail", JobState.Queued, 1),
                new JobCount(Queue, Type, JobState.Scheduled, 1),
                new JobCount(Queue, Type, JobState.Queued, 2),
                new JobCount(Queue, Type, JobState.Retrying, 1),
                new JobCount(Queue, Type, JobState.Succeeded, 1),
            ],
            await Store.Queries.CountAsync(Cancel));
    }

    [Fact]
    public async Task What_is_no_more_is_not_counted()
    {
        await DeleteAsync(await GivenJobAsync());

        Assert.Empty(await Store.Queries.CountAsync(Cancel));
    }

    private async Task AssertListedAsync(JobQuery query, params NewJob[] expected) =>
        Assert.Equal(expected.Select(job => job.Id), (await ListAllAsync(query)).Select(job => job.Id));

    private async Task<IReadOnlyList<Job>> ListAllAsync(JobQuery query)
    {
        List<Job> all = [];
        JobId? before = query.Before;
        do
        {
            JobPage page = await Store.Queries.ListAsync(query with { Before = before }, Cancel);
            Assert.True(page.Jobs.Count <= query.Limit, "A page is never longer than was asked for.");
            Assert.True(page.Next is null || before is null || page.Next.Value.CompareTo(before.Value) < 0, "Pages go on downwards.");
            all.AddRange(page.Jobs);
            before = page.Next;
        }
        while (before is not null);

        return all;
    }
}
