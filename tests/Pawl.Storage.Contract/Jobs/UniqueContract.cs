namespace Pawl.Storage.Contract.Jobs;

/// <summary>At most one live job carries a unique key.</summary>
public abstract class UniqueContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [MemberData(nameof(Every.LiveStateAndUniqueConflict), MemberType = typeof(Every))]
    public async Task While_a_job_lives_no_other_has_its_key(JobState state, UniqueConflict onConflict)
    {
        JobId live = await GivenJobInAsync(state, AUniqueJob());
        NewJob other = AUniqueJob(onConflict);

        EnqueueResult result = await EnqueueAsync(other);

        EnqueueStatus expected = onConflict == UniqueConflict.Refuse ? EnqueueStatus.UniqueConflict : EnqueueStatus.Existing;
        Assert.Equal(new EnqueueResult(live, expected), result);
        await AssertGoneAsync(other.Id);
        await AssertStateAsync(state, live);
    }

    [Theory]
    [MemberData(nameof(Every.FinishedState), MemberType = typeof(Every))]
    public async Task A_finished_job_gives_its_key_back(JobState state)
    {
        JobId finished = await GivenJobInAsync(state, AUniqueJob());

        await GivenAsync(AUniqueJob(UniqueConflict.Refuse));

        await AssertStateAsync(state, finished);
    }

    [Theory]
    [MemberData(nameof(Every.Ending), MemberType = typeof(Every))]
    public async Task Every_ending_keeps_the_key_of_a_job_that_lives_on_and_frees_that_of_one_that_does_not(Ending ending)
    {
        LeasedJob job = await GivenRunningAsync(AUniqueJob());

        await EndAsync(job, ending);

        EnqueueResult result = await EnqueueAsync(AUniqueJob(UniqueConflict.Refuse));
        Assert.Equal(
            ending.Leads().IsFinished() ? EnqueueStatus.Stored : EnqueueStatus.UniqueConflict, result.Status);
    }

    [Fact]
    public async Task A_key_is_one_for_all_queues_and_types()
    {
        JobId live = await GivenAsync(AUniqueJob());

        EnqueueResult result = await EnqueueAsync(AUniqueJob() with { Queue = "other", Type = "other", Payload = Json("2") });

        Assert.Equal(new EnqueueResult(live, EnqueueStatus.Existing), result);
    }

    [Fact]
    public async Task A_deleted_job_gives_its_key_back()
    {
        await DeleteAsync(await GivenAsync(AUniqueJob()));

        await GivenAsync(AUniqueJob(UniqueConflict.Refuse));
    }

    [Fact]
    public async Task A_job_whose_worker_died_keeps_its_key()
    {
        JobId live = await GivenCrashedAsync(1, AUniqueJob());

        Assert.Equal(new EnqueueResult(live, EnqueueStatus.Existing), await EnqueueAsync(AUniqueJob()));
    }

    [Fact]
    public async Task Two_jobs_with_one_key_in_a_batch_are_one_job()
    {
        NewJob first = AUniqueJob();

        IReadOnlyList<EnqueueResult> results = await EnqueueAsync(first, AUniqueJob());

        Assert.Equal(
            [new EnqueueResult(first.Id, EnqueueStatus.Stored), new EnqueueResult(first.Id, EnqueueStatus.Existing)], results);
    }

    [Fact]
    public async Task Two_jobs_with_one_key_in_a_batch_refuse_it_if_they_ask_for_that()
    {
        NewJob first = AUniqueJob();

        IReadOnlyList<EnqueueResult> results = await EnqueueAsync(first, AUniqueJob(UniqueConflict.Refuse));

        Assert.Equal([EnqueueStatus.NotStored, EnqueueStatus.UniqueConflict], results.Select(result => result.Status));
        await AssertGoneAsync(first.Id);
    }

    [Theory]
    [InlineData(JobState.Failed)]
    [InlineData(JobState.Cancelled)]
    public async Task A_finished_job_is_not_retried_while_another_has_its_key(JobState state)
    {
        JobId finished = await GivenJobInAsync(state, AUniqueJob());
        await GivenAsync(AUniqueJob());

        Assert.Equal(JobChange.UniqueKeyTaken, await RetryAsync(finished));
        await AssertStateAsync(state, finished);
    }

    [Fact]
    public async Task A_retried_job_has_its_key_again()
    {
        JobId failed = await GivenJobInAsync(JobState.Failed, AUniqueJob());

        Assert.Equal(JobChange.Done, await RetryAsync(failed));

        Assert.Equal(new EnqueueResult(failed, EnqueueStatus.Existing), await EnqueueAsync(AUniqueJob()));
    }

    [Fact]
    public async Task Of_two_finished_jobs_with_one_key_only_the_first_is_retried()
    {
        JobId first = await GivenJobInAsync(JobState.Failed, AUniqueJob());
        JobId second = await GivenJobInAsync(JobState.Failed, AUniqueJob());

        Assert.Equal(
            [JobChange.Done, JobChange.UniqueKeyTaken], await Store.Jobs.RetryAsync([first, second], Cancel));
    }

    [Fact]
    public async Task The_idempotency_key_is_looked_at_before_the_unique_key()
    {
        JobId requested = await GivenAsync(AJob() with { IdempotencyKey = "k" });
        await GivenAsync(AUniqueJob());

        EnqueueResult result = await EnqueueAsync(AUniqueJob(UniqueConflict.Refuse) with { IdempotencyKey = "k" });

        Assert.Equal(new EnqueueResult(requested, EnqueueStatus.Existing), result);
    }

    [Fact]
    public async Task A_job_that_was_not_stored_does_not_use_up_its_idempotency_key()
    {
        JobId live = await GivenAsync(AUniqueJob());
        await EnqueueAsync(AUniqueJob() with { IdempotencyKey = "k" });
        await DeleteAsync(live);

        await GivenAsync(AUniqueJob() with { IdempotencyKey = "k", Payload = Json("2") });
    }

    private NewJob AUniqueJob(UniqueConflict onConflict = UniqueConflict.ReturnExisting) =>
        AJob() with { Unique = new UniqueJob("the one") { OnConflict = onConflict } };
}
