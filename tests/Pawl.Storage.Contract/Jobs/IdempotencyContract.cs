namespace Pawl.Storage.Contract.Jobs;

/// <summary>Same request, same job; another request under the same key is refused.</summary>
public abstract class IdempotencyContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [MemberData(nameof(Every.State), MemberType = typeof(Every))]
    public async Task The_same_request_gives_the_first_job_whatever_became_of_it(JobState state)
    {
        JobId first = await GivenJobInAsync(state, ARequest());
        JobType type = (await FindAsync(first)).Type;

        EnqueueResult result = await EnqueueAsync(ARequest() with { Type = type });

        Assert.Equal(new EnqueueResult(first, EnqueueStatus.Existing), result);
        await AssertStateAsync(state, first);
    }

    [Theory]
    [MemberData(nameof(Every.State), MemberType = typeof(Every))]
    public async Task Another_payload_is_refused_whatever_became_of_the_first_job(JobState state)
    {
        JobId first = await GivenJobInAsync(state, ARequest());
        JobType type = (await FindAsync(first)).Type;
        NewJob other = ARequest() with { Type = type, Payload = Json("""{"n":2}""") };

        EnqueueResult result = await EnqueueAsync(other);

        Assert.Equal(new EnqueueResult(first, EnqueueStatus.IdempotencyConflict), result);
        await AssertGoneAsync(other.Id);
    }

    [Fact]
    public async Task Another_type_is_refused()
    {
        JobId first = await GivenAsync(ARequest());

        EnqueueResult result = await EnqueueAsync(ARequest() with { Type = "other" });

        Assert.Equal(new EnqueueResult(first, EnqueueStatus.IdempotencyConflict), result);
    }

    [Fact]
    public async Task Options_are_not_part_of_the_request()
    {
        JobId first = await GivenAsync(ARequest());

        EnqueueResult result = await EnqueueAsync(
            ARequest() with { Priority = 3, Tags = ["x"], Due = JobDue.After(Minute), Timeout = Minute });

        Assert.Equal(new EnqueueResult(first, EnqueueStatus.Existing), result);
    }

    [Fact]
    public async Task A_key_belongs_to_its_queue()
    {
        await GivenAsync(ARequest());

        await GivenAsync(ARequest() with { Queue = "other" });
    }

    [Fact]
    public async Task Keys_differ_by_every_character()
    {
        await GivenAsync(ARequest());

        await GivenAsync(ARequest() with { IdempotencyKey = "REQUEST" });
        await GivenAsync(ARequest() with { IdempotencyKey = "request " });
    }

    [Fact]
    public async Task A_key_is_remembered_for_its_window()
    {
        JobId first = await GivenAsync(ARequest());

        Clock.Advance(JobLimits.IdempotencyWindow - Millisecond);

        Assert.Equal(new EnqueueResult(first, EnqueueStatus.Existing), await EnqueueAsync(ARequest()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_its_window_a_key_is_free_whether_it_was_pruned_or_not(bool isPruned)
    {
        JobId first = await GivenAsync(ARequest());
        Clock.Advance(JobLimits.IdempotencyWindow);
        if (isPruned)
        {
            await PruneAsync();
        }

        JobId second = await GivenAsync(ARequest() with { Payload = Json("2") });

        await AssertStateAsync(JobState.Queued, first);
        await AssertStateAsync(JobState.Queued, second);
    }

    [Fact]
    public async Task Asking_again_does_not_make_the_window_longer()
    {
        await GivenAsync(ARequest());
        Clock.Advance(JobLimits.IdempotencyWindow / 2);
        await EnqueueAsync(ARequest());
        Clock.Advance(JobLimits.IdempotencyWindow / 2);

        await GivenAsync(ARequest());
    }

    [Fact]
    public async Task Pruning_forgets_no_key_before_its_time()
    {
        JobId first = await GivenAsync(ARequest());
        Clock.Advance(JobLimits.IdempotencyWindow - Millisecond);

        await PruneAsync();

        Assert.Equal(new EnqueueResult(first, EnqueueStatus.Existing), await EnqueueAsync(ARequest()));
    }

    [Fact]
    public async Task Pruning_has_more_until_all_keys_are_forgotten()
    {
        await EnqueueAsync([.. Enumerable.Range(0, 25).Select(n => ARequest() with { IdempotencyKey = $"request-{n}" })]);
        Clock.Advance(JobLimits.IdempotencyWindow);

        Assert.Equal(3, await PruneAllAsync(limit: 10));
    }

    [Fact]
    public async Task Deleting_a_job_forgets_its_key()
    {
        await DeleteAsync(await GivenAsync(ARequest()));

        await GivenAsync(ARequest() with { Payload = Json("2") });
    }

    [Fact]
    public async Task Deleting_a_job_whose_key_was_taken_over_leaves_the_key_to_its_new_job()
    {
        JobId first = await GivenAsync(ARequest());
        Clock.Advance(JobLimits.IdempotencyWindow);
        JobId second = await GivenAsync(ARequest());

        await DeleteAsync(first);

        Assert.Equal(new EnqueueResult(second, EnqueueStatus.Existing), await EnqueueAsync(ARequest()));
    }

    [Fact]
    public async Task A_key_outlives_its_job_when_that_is_pruned()
    {
        JobId first = await GivenJobInAsync(JobState.Succeeded, ARequest());
        Clock.Advance(Retention);
        Assert.Equal(1, await PruneAsync());

        Assert.Equal(new EnqueueResult(first, EnqueueStatus.Existing), await EnqueueAsync(ARequest()));
    }

    [Fact]
    public async Task A_key_outlives_its_job_when_that_has_no_retention()
    {
        LeasedJob first = await GivenRunningAsync(ARequest() with { Retention = TimeSpan.Zero });
        await EndAsync(first, Ending.Succeeded);

        Assert.Equal(new EnqueueResult(first.Lease.Job, EnqueueStatus.Existing), await EnqueueAsync(ARequest()));
    }

    [Fact]
    public async Task The_same_request_twice_in_a_batch_is_one_job()
    {
        NewJob first = ARequest();

        IReadOnlyList<EnqueueResult> results = await EnqueueAsync(first, ARequest());

        Assert.Equal(
            [new EnqueueResult(first.Id, EnqueueStatus.Stored), new EnqueueResult(first.Id, EnqueueStatus.Existing)], results);
    }

    [Fact]
    public async Task Two_requests_under_one_key_in_a_batch_refuse_the_batch()
    {
        NewJob first = ARequest();
        NewJob second = ARequest() with { Payload = Json("2") };

        IReadOnlyList<EnqueueResult> results = await EnqueueAsync(first, second);

        Assert.Equal([EnqueueStatus.NotStored, EnqueueStatus.IdempotencyConflict], results.Select(result => result.Status));
        await AssertGoneAsync(first.Id);
        await AssertGoneAsync(second.Id);
    }

    [Fact]
    public async Task A_refused_batch_leaves_its_keys_free()
    {
        JobId first = await GivenAsync(ARequest());
        await EnqueueAsync(AJob() with { IdempotencyKey = "new" }, ARequest() with { Payload = Json("2") });

        await GivenAsync(AJob() with { IdempotencyKey = "new", Payload = Json("3") });
        await AssertStateAsync(JobState.Queued, first);
    }

    [Fact]
    public async Task A_known_id_is_looked_at_before_its_keys()
    {
        NewJob first = ARequest();
        await GivenAsync(first);

        Assert.Equal(
            new EnqueueResult(first.Id, EnqueueStatus.Existing), await EnqueueAsync(first with { Payload = Json("2") }));
    }

    private NewJob ARequest() => AJob() with { IdempotencyKey = "request" };
}
