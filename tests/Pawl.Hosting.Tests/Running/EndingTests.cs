using Microsoft.Extensions.Hosting;

namespace Pawl.Hosting.Tests.Running;

/// <summary>The ways in which an attempt can end besides success.</summary>
public sealed class EndingTests
{
    private readonly Probe probe = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_job_that_fails_is_tried_again_and_remembers_why()
    {
        Job job = await RunAsync(
            (Work _, JobContext context) => context.Attempt < 3
                ? throw new TimeoutException($"attempt {context.Attempt}")
                : Task.CompletedTask,
            RetryPolicy.Fixed(5, TimeSpan.Zero));

        Assert.Equal((JobState.Succeeded, 3), (job.State, job.Attempt));
        Assert.Equal(["attempt 1", "attempt 2"], job.Details!.Failures.Select(failure => failure.Error.Message));
        Assert.All(job.Details.Failures, failure => Assert.Equal(FailureKind.Attempt, failure.Kind));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_job_whose_attempts_are_spent_has_failed()
    {
        Job job = await RunAsync(
            (Work _, JobContext context) => throw new TimeoutException($"attempt {context.Attempt}"),
            RetryPolicy.Fixed(2, TimeSpan.Zero));

        Assert.Equal((JobState.Failed, 2), (job.State, job.Attempt));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_error_that_no_attempt_can_help_fails_the_job_at_once()
    {
        Job permanent = await RunAsync(
            (Work _, JobContext _) => throw new PermanentJobException("Customer was deleted."), RetryPolicy.Default);
        Job never = await RunAsync(
            (Work _, JobContext _) => throw new ArgumentNullException("customer"),
            RetryPolicy.Default.NotOn<ArgumentException>());

        Assert.Equal((JobState.Failed, 1), (permanent.State, permanent.Attempt));
        Assert.Equal("Customer was deleted.", Assert.Single(permanent.Details!.Failures).Error.Message);
        Assert.Equal((JobState.Failed, 1), (never.State, never.Attempt));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_exception_may_say_how_long_to_wait()
    {
        Job job = await RunAsync(
            (Work _, JobContext context) => context.Attempt == 1 ? throw new TimeoutException() : Task.CompletedTask,
            RetryPolicy.Fixed(5, TimeSpan.FromHours(1)).RetryAfter<TimeoutException>(_ => TimeSpan.FromMilliseconds(20)));

        Assert.Equal((JobState.Succeeded, 2), (job.State, job.Attempt));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_handlers_rules_hold_also_for_jobs_with_a_policy_of_their_own()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(),
            host => host.MapJob((Work _, JobContext context) =>
                    context.Attempt == 1 ? throw new TimeoutException() : Task.CompletedTask)
                .WithRetry(RetryPolicy.None.RetryAfter<TimeoutException>(_ => TimeSpan.FromMilliseconds(20))));

        JobHandle handle = await pawl.Jobs.EnqueueAsync(
            new Work(), new() { Retry = RetryPolicy.Fixed(5, TimeSpan.FromHours(1)) }, Token);
        Job job = await handle.WaitAsync(Token);

        Assert.Equal((JobState.Succeeded, 2), (job.State, job.Attempt));
    }

    [Fact(Timeout = 60_000)]
    public async Task An_attempt_that_takes_too_long_is_told_and_counts_as_failed()
    {
        CancellationReason? seen = null;
        Job job = await RunAsync(
            async (Work _, JobContext context) =>
            {
                try
                {
                    await Task.Delay(Timeout.Infinite, context.CancellationToken);
                }
                finally
                {
                    seen = context.CancellationReason;
                }
            },
            RetryPolicy.None,
            timeout: TimeSpan.FromMilliseconds(30));

        Assert.Equal(CancellationReason.Timeout, seen);
        Assert.Equal((JobState.Failed, 1), (job.State, job.Attempt));
        Assert.Equal(JobErrorCodes.Timeout, Assert.Single(job.Details!.Failures).Error.Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_running_job_is_told_that_it_is_cancelled_and_obeys()
    {
        CancellationReason? seen = null;
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(),
            host => host.MapJob(async (Work _, CancellationToken cancellationToken, JobContext context) =>
            {
                probe.Tell("running");
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                finally
                {
                    seen = context.CancellationReason;
                }
            }));

        JobHandle handle = await pawl.Jobs.EnqueueAsync(new Work(), cancellationToken: Token);
        await probe.NextAsync();
        JobChange change = await pawl.Jobs.CancelAsync(handle.Id, reason: "customer asked", Token);
        Job job = await handle.WaitAsync(Token);

        Assert.Equal((JobChange.Requested, CancellationReason.Requested), (change, seen));
        Assert.Equal((JobState.Cancelled, "customer asked"), (job.State, job.CancelReason));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_job_that_snoozes_runs_again_without_spending_an_attempt()
    {
        int runs = 0;
        Job job = await RunAsync(
            (Work _, JobContext context) =>
            {
                if (++runs < 3)
                {
                    context.Snooze(TimeSpan.FromMilliseconds(5));
                }

                return Task.CompletedTask;
            },
            RetryPolicy.None);

        Assert.Equal((JobState.Succeeded, 1, 3), (job.State, job.Attempt, runs));
    }

    [Fact(Timeout = 60_000)]
    public async Task Progress_is_there_for_people_to_see()
    {
        Job job = await RunAsync(
            async (Work _, JobContext context) => await context.ReportProgressAsync(7, 10, "7 of 10 rows", Token), RetryPolicy.None);

        Assert.Equal(new JobProgress(7, 10, "7 of 10 rows"), job.Progress);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_payload_that_does_not_bind_fails_its_job_and_no_other()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(), host => host.MapJob((Work2 _) => Task.CompletedTask));

        JobHandle old = await pawl.Jobs.EnqueueAsync(new Work2AsItWas("one"), cancellationToken: Token);
        JobHandle @new = await pawl.Jobs.EnqueueAsync(new Work2(1), cancellationToken: Token);
        Job failed = await old.WaitAsync(Token);

        Assert.Equal((JobState.Failed, 1), (failed.State, failed.Attempt));
        Assert.Equal(JobErrorCodes.PayloadInvalid, Assert.Single(failed.Details!.Failures).Error.Code);
        Assert.Equal(JobState.Succeeded, (await @new.WaitAsync(Token)).State);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_result_that_cannot_be_stored_fails_its_job_by_name()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(),
            host => host.MapJob((Report _) => Task.FromResult(new string('x', JobLimits.ResultBytes))));

        JobHandle<string> handle = await pawl.Jobs.EnqueueAsync(new Report(), cancellationToken: Token);
        var failed = await Assert.ThrowsAsync<JobNotSucceededException>(() => handle.GetResultAsync(Token));

        Assert.Equal(JobErrorCodes.ResultInvalid, failed.Job.Details!.Failures[^1].Error.Code);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_payload_that_is_too_large_is_refused_and_nothing_is_stored()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            _ => { }, settings: new() { ["Pawl:MaxPayloadBytes"] = "2048" });

        var refused = await Assert.ThrowsAsync<PayloadTooLargeException>(
            () => pawl.Jobs.EnqueueAsync(new Work2AsItWas(new string('x', 3_000)), cancellationToken: Token));

        Assert.Equal(2_048, refused.LimitBytes);
        Assert.Empty(await pawl.Jobs.CountAsync(Token));
    }

    private static async Task<Job> RunAsync(
        Func<Work, JobContext, Task> handler, RetryPolicy retry, TimeSpan? timeout = null)
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(),
            host =>
            {
                var registration = host.MapJob(handler).WithRetry(retry);
                if (timeout is { } longest)
                {
                    registration.WithTimeout(longest);
                }
            });
        return await (await pawl.Jobs.EnqueueAsync(new Work(), cancellationToken: Token)).WaitAsync(Token);
    }

    private sealed record Work : IJob;

    private sealed record Report : IJob<string>;

    [Job("test.work2")]
    private sealed record Work2(int Number) : IJob;

    [Job("test.work2")]
    private sealed record Work2AsItWas(string Number) : IJob;
}
