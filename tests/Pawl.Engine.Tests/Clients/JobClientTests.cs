using System.Text;
using Pawl.Engine.Clients;
using Pawl.Engine.Handlers;

namespace Pawl.Engine.Tests.Clients;

public sealed class JobClientTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_is_stored_as_json_under_its_wire_name_in_the_default_queue()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();

        JobHandle handle = await pawl.Jobs.EnqueueAsync(new Mail("ada"), cancellationToken: Token);

        Job job = await pawl.FindAsync(handle.Id);
        Assert.False(handle.AlreadyExisted);
        Assert.Equal(("test.mail", "default", JobState.Queued), (job.Type.Value, job.Queue.Value, job.State));
        Assert.Equal("""{"to":"ada"}""", Encoding.UTF8.GetString(job.Details!.Payload.Span));
    }

    [Fact]
    public async Task The_call_counts_before_the_attribute_and_the_attribute_before_the_handler()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();
        Register<Report>(pawl, "from-handler");
        Register<Mail>(pawl, "from-handler");

        JobHandle called = await pawl.Jobs.EnqueueAsync(
            new Report(), new() { Queue = "from-call", Priority = 9, Timeout = TimeSpan.FromSeconds(1) }, Token);
        JobHandle attributed = await pawl.Jobs.EnqueueAsync(new Report(), cancellationToken: Token);
        JobHandle handled = await pawl.Jobs.EnqueueAsync(new Mail("ada"), cancellationToken: Token);

        Job byCall = await pawl.FindAsync(called.Id);
        Job byAttribute = await pawl.FindAsync(attributed.Id);
        Assert.Equal(("from-call", 9, TimeSpan.FromSeconds(1)), (byCall.Queue.Value, byCall.Priority, byCall.Details!.Timeout));
        Assert.Equal(
            ("from-attribute", -3, TimeSpan.FromSeconds(60)),
            (byAttribute.Queue.Value, byAttribute.Priority, byAttribute.Details!.Timeout));
        Assert.Equal("from-handler", (await pawl.FindAsync(handled.Id)).Queue.Value);
    }

    [Fact]
    public async Task Attempts_of_the_attribute_change_the_policy_in_force_and_are_stored()
    {
        var settings = new ClientSettings { Retry = RetryPolicy.Fixed(3, TimeSpan.FromSeconds(7)).NotOn<TimeoutException>() };
        ClientFixture pawl = await ClientFixture.CreateAsync(settings);

        JobHandle handle = await pawl.Jobs.EnqueueAsync(new Report(), cancellationToken: Token);
        JobHandle plain = await pawl.Jobs.EnqueueAsync(new Mail("ada"), cancellationToken: Token);

        RetryPolicy stored = (await pawl.FindAsync(handle.Id)).Details!.Retry!;
        Assert.Equal((4, TimeSpan.FromSeconds(7)), (stored.MaxAttempts, stored.InitialDelay));
        Assert.Equal<string>(["System.TimeoutException"], stored.NeverOn);
        Assert.Null((await pawl.FindAsync(plain.Id)).Details!.Retry);
    }

    [Fact]
    public async Task A_job_for_later_is_scheduled_and_one_for_the_past_is_queued()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();

        JobHandle delayed = await pawl.Jobs.ScheduleAsync(new Mail("a"), TimeSpan.FromHours(24), cancellationToken: Token);
        JobHandle timed = await pawl.Jobs.ScheduleAsync(new Mail("b"), pawl.Clock.Now.AddDays(2), cancellationToken: Token);
        JobHandle past = await pawl.Jobs.ScheduleAsync(new Mail("c"), pawl.Clock.Now.AddDays(-2), cancellationToken: Token);

        Assert.Equal((JobState.Scheduled, pawl.Clock.Now.AddHours(24)), StateAndTime(await pawl.FindAsync(delayed.Id)));
        Assert.Equal((JobState.Scheduled, pawl.Clock.Now.AddDays(2)), StateAndTime(await pawl.FindAsync(timed.Id)));
        Assert.Equal((JobState.Queued, pawl.Clock.Now), StateAndTime(await pawl.FindAsync(past.Id)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => pawl.Jobs.ScheduleAsync(new Mail("d"), TimeSpan.FromSeconds(-1), cancellationToken: Token));
    }

    [Fact]
    public async Task The_same_request_is_the_same_job_and_another_one_under_its_key_is_refused()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();
        var once = new EnqueueOptions { IdempotencyKey = "evt_1" };

        JobHandle first = await pawl.Jobs.EnqueueAsync(new Mail("ada"), once, Token);
        JobHandle again = await pawl.Jobs.EnqueueAsync(new Mail("ada"), once, Token);
        var conflict = await Assert.ThrowsAsync<IdempotencyConflictException>(
            () => pawl.Jobs.EnqueueAsync(new Mail("bob"), once, Token));

        Assert.Equal((first.Id, true), (again.Id, again.AlreadyExisted));
        Assert.Equal(first.Id, conflict.Existing);
    }

    [Fact]
    public async Task One_live_job_has_a_unique_key()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();

        JobHandle first = await pawl.Jobs.EnqueueAsync(new Mail("a"), new() { Unique = new("sync:c_42") }, Token);
        JobHandle second = await pawl.Jobs.EnqueueAsync(new Mail("b"), new() { Unique = new("sync:c_42") }, Token);
        var refused = await Assert.ThrowsAsync<UniqueConflictException>(() => pawl.Jobs.EnqueueAsync(
            new Mail("c"), new() { Unique = new("sync:c_42") { OnConflict = UniqueConflict.Refuse } }, Token));

        Assert.Equal((first.Id, true), (second.Id, second.AlreadyExisted));
        Assert.Equal(first.Id, refused.Existing);
    }

    [Fact]
    public async Task Many_jobs_are_stored_in_order_across_transactions()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();

        IReadOnlyList<JobId> ids = await pawl.Jobs.EnqueueManyAsync(
            Enumerable.Range(0, JobLimits.BatchJobs + 5).Select(i => new Mail($"{i}")), new() { Queue = "bulk" }, Token);

        Assert.Equal(JobLimits.BatchJobs + 5, ids.Count);
        Assert.Equal(ids.Order(), ids);
        Assert.Equal(JobLimits.BatchJobs + 5, Assert.Single(await pawl.Jobs.CountAsync(Token)).Count);
        Job last = await pawl.FindAsync(ids[^1]);
        Assert.Equal("""{"to":"10004"}""", Encoding.UTF8.GetString(last.Details!.Payload.Span));
        Assert.Empty(await pawl.Jobs.EnqueueManyAsync([], cancellationToken: Token));
    }

    [Fact]
    public async Task A_job_of_a_later_transaction_that_is_too_large_leaves_the_earlier_ones_stored()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync(new ClientSettings { MaxPayloadBytes = 1_024 });
        IEnumerable<IJob> jobs = Enumerable.Range(0, JobLimits.BatchJobs).Select(i => new Mail($"{i}"))
            .Append(new Mail(new string('x', 2_000)));

        await Assert.ThrowsAsync<PayloadTooLargeException>(() => pawl.Jobs.EnqueueManyAsync(jobs, cancellationToken: Token));

        Assert.Equal(JobLimits.BatchJobs, Assert.Single(await pawl.Jobs.CountAsync(Token)).Count);
    }

    [Fact]
    public async Task Keys_name_one_job_and_so_are_refused_in_bulk()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();

        await Assert.ThrowsAsync<ArgumentException>(
            () => pawl.Jobs.EnqueueManyAsync([new Mail("a")], new() { IdempotencyKey = "k" }, Token));
        await Assert.ThrowsAsync<ArgumentException>(
            () => pawl.Jobs.EnqueueManyAsync([new Mail("a")], new() { Unique = new("k") }, Token));
    }

    [Fact]
    public async Task Too_much_is_refused_by_name_and_nothing_is_stored()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();
        var tooLarge = await Assert.ThrowsAsync<PayloadTooLargeException>(
            () => pawl.Jobs.EnqueueAsync(new Mail(new string('x', JobLimits.PayloadBytes)), cancellationToken: Token));
        Assert.Equal((JobLimits.PayloadBytes + 9, JobLimits.PayloadBytes), (tooLarge.PayloadBytes, tooLarge.LimitBytes));

        await RefusedAsync(new() { Tags = [.. Enumerable.Range(0, 33).Select(i => $"t{i}")] }, "at most 32 tags");
        await RefusedAsync(new() { Tags = [""] }, "0 characters");
        await RefusedAsync(new() { Tags = [new string('t', 65)] }, "65 characters");
        await RefusedAsync(new() { Metadata = new Dictionary<string, string> { ["a"] = new('m', 8_192) } }, "8,193");
        await RefusedAsync(new() { Timeout = TimeSpan.Zero }, "Timeout");
        await RefusedAsync(new() { Timeout = TimeSpan.FromDays(4_000) }, "Timeout");
        await RefusedAsync(new() { Retention = TimeSpan.FromSeconds(-1) }, "Retention");
        await RefusedAsync(
            new() { Retry = RetryPolicy.Default.RetryAfter<TimeoutException>(_ => TimeSpan.Zero) }, "WithRetry");

        Assert.Empty(await pawl.Jobs.CountAsync(Token));

        async Task RefusedAsync(EnqueueOptions options, string hint)
        {
            var refused = await Assert.ThrowsAnyAsync<ArgumentException>(
                () => pawl.Jobs.EnqueueAsync(new Mail("ada"), options, Token));
            Assert.Contains(hint, refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_transaction_enqueues_all_or_nothing()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();
        EnqueuedJob inside = default;

        await pawl.Jobs.TransactAsync(transaction => inside = transaction.Enqueue(new Mail("ada")), Token);
        await Assert.ThrowsAsync<TimeoutException>(() => pawl.Jobs.TransactAsync(transaction =>
        {
            transaction.Enqueue(new Mail("bob"));
            throw new TimeoutException();
        }, Token));

        Assert.Equal(inside.Id, Assert.Single((await pawl.Jobs.ListAsync(new(), Token)).Jobs).Id);
    }

    [Fact]
    public async Task A_wait_ends_when_the_job_has_finished_however_it_ends()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();
        JobHandle<int> handle = await pawl.Jobs.EnqueueAsync(new Sum(), cancellationToken: Token);

        Task<Job> waiting = handle.WaitAsync(Token);
        Task<int> result = handle.GetResultAsync(Token);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(JobChange.Done, await pawl.Jobs.CancelAsync(handle.Id, "not needed", Token));
        pawl.Clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(JobState.Cancelled, (await waiting).State);
        var failed = await Assert.ThrowsAsync<JobNotSucceededException>(() => result);
        Assert.Contains("not needed", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wait_for_a_job_that_is_not_stored_is_refused()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();

        await Assert.ThrowsAsync<JobNotFoundException>(() => pawl.Jobs.WaitAsync(new JobId(1), Token));
        await Assert.ThrowsAsync<JobNotFoundException>(() => pawl.Jobs.GetResultAsync<int>(new JobId(1), Token));
    }

    [Fact]
    public async Task Operators_cancel_retry_reschedule_and_delete()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();
        JobHandle handle = await pawl.Jobs.EnqueueAsync(new Mail("ada"), cancellationToken: Token);

        Assert.Equal(JobChange.Done, await pawl.Jobs.RescheduleAsync(handle.Id, pawl.Clock.Now.AddDays(1), Token));
        Assert.Equal(JobState.Scheduled, (await pawl.FindAsync(handle.Id)).State);
        Assert.Equal(JobChange.Done, await pawl.Jobs.RetryAsync(handle.Id, Token));
        Assert.Equal(JobChange.Done, await pawl.Jobs.CancelAsync(handle.Id, new string('r', 600), Token));
        Assert.Equal(new string('r', 500), (await pawl.FindAsync(handle.Id)).CancelReason);
        Assert.Equal(JobChange.Done, await pawl.Jobs.DeleteAsync(handle.Id, Token));
        Assert.Null(await pawl.Jobs.FindAsync(handle.Id, Token));
        Assert.Equal(JobChange.NotFound, await pawl.Jobs.DeleteAsync(handle.Id, Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(501)]
    public async Task A_page_has_a_bounded_size(int limit)
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => pawl.Jobs.ListAsync(new() { Limit = limit }, Token));
    }

    [Fact]
    public async Task A_queue_is_paused_and_resumed()
    {
        ClientFixture pawl = await ClientFixture.CreateAsync();

        await pawl.Queues.PauseAsync("email", "provider outage", Token);
        QueueSettings paused = Assert.Single(await pawl.Queues.ListAsync(Token));
        await pawl.Queues.ResumeAsync("email", Token);

        Assert.Equal((true, "provider outage"), (paused.IsPaused, paused.PauseReason));
        Assert.Empty(await pawl.Queues.ListAsync(Token));
    }

    private static (JobState State, DateTimeOffset RunAt) StateAndTime(Job job) => (job.State, job.RunAt);

    private static void Register<TJob>(ClientFixture pawl, QueueName queue)
        where TJob : IJob
    {
        HandlerRegistration registration = JobInvokers.ForDelegate<TJob>(pawl.Serializer, (_, _) => Task.CompletedTask);
        registration.Queue = queue;
        pawl.Handlers.Add(registration);
    }

    [Job("test.mail")]
    private sealed record Mail(string To) : IJob;

    [Job("test.report", Queue = "from-attribute", Priority = -3, MaxAttempts = 4, TimeoutSeconds = 60)]
    private sealed record Report : IJob;

    private sealed record Sum : IJob<int>;
}
