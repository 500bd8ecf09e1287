namespace Pawl.Storage.Contract.Jobs;

/// <summary>Storing jobs: all of them or none, each id once, and nothing of them lost.</summary>
public abstract class EnqueueContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Fact]
    public async Task A_job_is_stored_with_all_that_was_said_of_it()
    {
        RetryPolicy policy = RetryPolicy.Exponential(7, TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(3), 1.5, 0.25)
            .NotOn<ArgumentException>().NotOn("Acme.Never");
        NewJob job = AJob() with
        {
            Priority = -5,
            IdempotencyKey = "request 1",
            Unique = new UniqueJob("customer 1"),
            Tags = ["eu", "größe", "eu"],
            Metadata = new Dictionary<string, string> { ["traceparent"] = "00-1-2-01", ["leer"] = "" },
            Timeout = TimeSpan.FromSeconds(90),
            Retry = policy,
        };

        Job stored = await FindAsync(await GivenAsync(job));

        Assert.Equal((job.Id, job.Queue, job.Type, -5), (stored.Id, stored.Queue, stored.Type, stored.Priority));
        Assert.Equal((job.IdempotencyKey, job.Unique.Key), (stored.IdempotencyKey, stored.UniqueKey));
        Assert.Equal(job.Tags, stored.Tags);
        JobDetails details = stored.Details!;
        Assert.Equal(Text(job.Payload), Text(details.Payload));
        Assert.Equal(job.Metadata.OrderBy(entry => entry.Key), details.Metadata.OrderBy(entry => entry.Key));
        Assert.Equal(job.Timeout, details.Timeout);
        Assert.Equal(JobText.Of(policy), JobText.Of(details.Retry));
    }

    [Fact]
    public async Task Nothing_of_a_job_is_lost_among_many()
    {
        NewJob rich = AJob() with
        {
            Queue = new QueueName("other"),
            Type = new JobType("of.its.own"),
            Priority = -5,
            Due = JobDue.After(TimeSpan.FromHours(1)),
            Tags = ["eu", "größe", "𝄞"],
            Metadata = new Dictionary<string, string> { ["traceparent"] = "00-1-2-01", ["leer"] = "" },
            Timeout = TimeSpan.FromSeconds(90),
            Retry = RetryPolicy.Fixed(3, TimeSpan.FromSeconds(4)),
            Payload = Json($"\"{new string('ü', 100_000)}\""),
            Retention = TimeSpan.FromSeconds(61),
            FailedRetention = TimeSpan.FromSeconds(62),
        };
        NewJob[] batch = [.. Enumerable.Range(0, 400).Select(_ => AJob()), rich, .. Enumerable.Range(0, 400).Select(_ => AJob())];

        await EnqueueAsync(batch);

        Job stored = await FindAsync(rich.Id);
        Assert.Equal((rich.Queue, rich.Type, -5, JobState.Scheduled), (stored.Queue, stored.Type, stored.Priority, stored.State));
        Assert.Equal((Clock.Now, Clock.Now + TimeSpan.FromHours(1)), (stored.EnqueuedAt, stored.RunAt));
        Assert.Equal(rich.Tags, stored.Tags);
        JobDetails details = stored.Details!;
        Assert.Equal(Text(rich.Payload), Text(details.Payload));
        Assert.Equal(rich.Metadata.OrderBy(entry => entry.Key), details.Metadata.OrderBy(entry => entry.Key));
        Assert.Equal(rich.Timeout, details.Timeout);
        Assert.Equal(JobText.Of(rich.Retry), JobText.Of(details.Retry));
        AssertIsPlain(await FindAsync(batch[0].Id));
        AssertIsPlain(await FindAsync(batch[^1].Id));
    }

    [Fact]
    public async Task A_plain_job_has_no_history_and_no_extras() => AssertIsPlain(await FindAsync(await GivenJobAsync()));

    [Theory]
    [InlineData(0, JobState.Queued)]
    [InlineData(-1, JobState.Queued)]
    [InlineData(-100_000, JobState.Queued)]
    [InlineData(1, JobState.Scheduled)]
    [InlineData(86_400_000, JobState.Scheduled)]
    public async Task A_job_for_an_instant_is_scheduled_if_that_is_to_come_and_queued_if_not(int inMilliseconds, JobState expected)
    {
        DateTimeOffset instant = Clock.Now.AddMilliseconds(inMilliseconds);

        Job job = await FindAsync(await GivenAsync(AJob() with { Due = JobDue.At(instant) }));

        Assert.Equal(expected, job.State);
        Assert.Equal(instant > Clock.Now ? instant : Clock.Now, job.RunAt);
    }

    [Theory]
    [InlineData(0, JobState.Queued)]
    [InlineData(1, JobState.Scheduled)]
    [InlineData(86_400_000, JobState.Scheduled)]
    public async Task A_delay_counts_from_when_the_store_has_the_job(int milliseconds, JobState expected)
    {
        NewJob job = AJob() with { Due = JobDue.After(TimeSpan.FromMilliseconds(milliseconds)) };
        Clock.Advance(Minute);

        Job stored = await FindAsync(await GivenAsync(job));

        Assert.Equal((expected, Clock.Now.AddMilliseconds(milliseconds)), (stored.State, stored.RunAt));
    }

    [Theory]
    [MemberData(nameof(Every.State), MemberType = typeof(Every))]
    public async Task The_same_id_again_is_the_same_job_whatever_became_of_it(JobState state)
    {
        JobId id = await GivenJobInAsync(state);
        Job before = await FindAsync(id);

        EnqueueResult result = await EnqueueAsync(AJob() with { Id = id, Type = "other", Payload = Json("2"), Priority = 9 });

        Assert.Equal(new EnqueueResult(id, EnqueueStatus.Existing), result);
        await AssertUnchangedAsync(before, id);
    }

    [Fact]
    public async Task The_same_id_twice_in_a_batch_is_one_job()
    {
        NewJob job = AJob();

        IReadOnlyList<EnqueueResult> results = await EnqueueAsync(job, job with { Priority = 3 });

        Assert.Equal([EnqueueStatus.Stored, EnqueueStatus.Existing], results.Select(result => result.Status));
        Assert.Equal(0, (await FindAsync(job.Id)).Priority);
    }

    [Fact]
    public async Task Results_come_in_the_order_of_the_requests()
    {
        JobId existing = await GivenJobAsync();
        NewJob[] batch = [AJob(), AJob() with { Id = existing }, AJob(), AJob() with { Due = JobDue.After(Minute) }];

        IReadOnlyList<EnqueueResult> results = await EnqueueAsync(batch);

        Assert.Equal(batch.Select(job => job.Id), results.Select(result => result.Id));
        Assert.Equal(
            [EnqueueStatus.Stored, EnqueueStatus.Existing, EnqueueStatus.Stored, EnqueueStatus.Stored],
            results.Select(result => result.Status));
    }

    [Fact]
    public async Task The_largest_batch_is_stored_whole()
    {
        NewJob[] batch = [.. Enumerable.Range(0, JobLimits.BatchJobs).Select(_ => AJob())];

        IReadOnlyList<EnqueueResult> results = await EnqueueAsync(batch);

        Assert.All(results, result => Assert.Equal(EnqueueStatus.Stored, result.Status));
        Assert.Equal(
            [new JobCount(Queue, Type, JobState.Queued, JobLimits.BatchJobs)], await Store.Queries.CountAsync(Cancel));
    }

    [Theory]
    [InlineData(0, EnqueueStatus.IdempotencyConflict)]
    [InlineData(1, EnqueueStatus.IdempotencyConflict)]
    [InlineData(2, EnqueueStatus.IdempotencyConflict)]
    [InlineData(0, EnqueueStatus.UniqueConflict)]
    [InlineData(1, EnqueueStatus.UniqueConflict)]
    [InlineData(2, EnqueueStatus.UniqueConflict)]
    public async Task One_refused_job_keeps_its_whole_batch_out(int position, EnqueueStatus refusal)
    {
        JobId inTheWay = await GivenAsync(AJob() with { IdempotencyKey = "k", Unique = new UniqueJob("u") });
        NewJob[] batch = [AJob(), AJob(), AJob()];
        batch[position] = refusal == EnqueueStatus.UniqueConflict
            ? batch[position] with { Unique = new UniqueJob("u") { OnConflict = UniqueConflict.Refuse } }
            : batch[position] with { IdempotencyKey = "k", Payload = Json("2") };

        IReadOnlyList<EnqueueResult> results = await EnqueueAsync(batch);

        for (int i = 0; i < batch.Length; i++)
        {
            Assert.Equal(
                i == position ? new EnqueueResult(inTheWay, refusal) : new EnqueueResult(batch[i].Id, EnqueueStatus.NotStored),
                results[i]);
            await AssertGoneAsync(batch[i].Id);
        }
    }

    [Fact]
    public async Task What_was_refused_once_can_be_stored_when_nothing_is_in_the_way()
    {
        JobId inTheWay = await GivenAsync(AJob() with { Unique = new UniqueJob("u") });
        NewJob[] batch =
        [
            AJob() with { IdempotencyKey = "k", Unique = new UniqueJob("v") },
            AJob() with { Unique = new UniqueJob("u") { OnConflict = UniqueConflict.Refuse } },
        ];
        Assert.Contains(await EnqueueAsync(batch), result => result.IsRefused);
        await DeleteAsync(inTheWay);

        Assert.All(await EnqueueAsync(batch), result => Assert.Equal(EnqueueStatus.Stored, result.Status));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(JobLimits.PayloadBytes)]
    public async Task A_payload_comes_back_byte_for_byte(int length)
    {
        byte[] payload = [.. Enumerable.Range(0, length).Select(i => (byte)i)];

        JobId id = await GivenAsync(AJob() with { Payload = payload });

        Assert.Equal(payload, (await FindAsync(id)).Details!.Payload.ToArray());
        Assert.Equal(payload, (await ClaimOneAsync()).Payload.ToArray());
    }

    [Fact]
    public async Task The_caller_may_use_its_buffer_again()
    {
        byte[] buffer = [1, 2, 3];
        JobId id = await GivenAsync(AJob() with { Payload = buffer });

        Array.Clear(buffer);

        Assert.Equal([1, 2, 3], (await FindAsync(id)).Details!.Payload.ToArray());
    }

    [Fact]
    public async Task Rules_that_are_code_are_not_stored()
    {
        RetryPolicy policy = RetryPolicy.Fixed(4, Minute).NotOn("Acme.Never");

        JobId id = await GivenAsync(AJob() with { Retry = policy.RetryAfter<TimeoutException>(_ => Minute) });

        Assert.Equal(JobText.Of(policy), JobText.Of((await FindAsync(id)).Details!.Retry));
    }

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public async Task Every_priority_can_be_stored(int priority)
    {
        JobId id = await GivenAsync(AJob() with { Priority = priority });

        Assert.Equal(priority, (await FindAsync(id)).Priority);
    }

    private void AssertIsPlain(Job job)
    {
        Assert.Equal((JobState.Queued, 0, 0, 0, 0L), (job.State, job.Attempt, job.Crashes, job.Interruptions, job.Token.Value));
        Assert.Equal((Clock.Now, Clock.Now), (job.EnqueuedAt, job.RunAt));
        Assert.Null(job.StartedAt);
        Assert.Null(job.FinishedAt);
        Assert.Null(job.Worker);
        Assert.Null(job.WaitingReason);
        Assert.Null(job.CancelReason);
        Assert.Null(job.Progress);
        Assert.Null(job.UniqueKey);
        Assert.Null(job.IdempotencyKey);
        Assert.Empty(job.Tags);
        Assert.Empty(job.Details!.Metadata);
        Assert.Empty(job.Details.Failures);
        Assert.Null(job.Details.Checkpoint);
        Assert.Null(job.Details.Result);
        Assert.Null(job.Details.Timeout);
        Assert.Null(job.Details.Retry);
    }
}
