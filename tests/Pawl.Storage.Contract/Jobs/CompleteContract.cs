namespace Pawl.Storage.Contract.Jobs;

/// <summary>Ending attempts: each ending leads where it should, spends what it should, and stands alone in its batch.</summary>
public abstract class CompleteContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [MemberData(nameof(Every.Ending), MemberType = typeof(Every))]
    public async Task An_ending_leads_to_its_state_and_ends_the_lease(Ending ending)
    {
        LeasedJob job = await GivenRunningAsync();
        DateTimeOffset startedAt = Clock.Now;
        Clock.Advance(Minute / 4);

        await EndAsync(job, ending);

        Job ended = await FindAsync(job.Lease.Job);
        Assert.Equal(ending.Leads(), ended.State);
        Assert.Null(ended.Worker);
        Assert.Equal(startedAt, ended.StartedAt);
        Assert.Equal(ended.State.IsFinished() ? Clock.Now : null, ended.FinishedAt);
        Assert.Equal(1L, ended.Token.Value);
        Assert.False(await UpdateAsync(job.Lease, checkpoint: "1"));
    }

    [Theory]
    [MemberData(nameof(Every.Ending), MemberType = typeof(Every))]
    public async Task Only_attempts_that_ended_by_themselves_are_counted(Ending ending)
    {
        LeasedJob job = await GivenRunningAsync();

        await EndAsync(job, ending);

        Job ended = await FindAsync(job.Lease.Job);
        Assert.Equal(ending.SpendsAttempt() ? 1 : 0, ended.Attempt);
        Assert.Equal(ending == Ending.Interrupted ? 1 : 0, ended.Interruptions);
        Assert.Equal(0, ended.Crashes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2, Ending.Retried)]
    [InlineData(3, Ending.Retried, Ending.Retried)]
    [InlineData(1, Ending.Released, Ending.Snoozed, Ending.Interrupted)]
    [InlineData(2, Ending.Released, Ending.Retried, Ending.Interrupted)]
    public async Task The_next_attempt_has_the_number_after_those_that_were_spent(int expected, params Ending[] endings)
    {
        LeasedJob job = await GivenRunningAsync();
        foreach (Ending ending in endings)
        {
            await EndAsync(job, ending);
            Clock.Advance(Endings.Delay);
            await PromoteAsync();
            job = await ClaimOneAsync(await GivenWorkerAsync());
        }

        Assert.Equal(expected, job.Attempt);
        Assert.Equal(expected, (await FindAsync(job.Lease.Job)).Attempt);
    }

    [Fact]
    public async Task A_success_keeps_its_result()
    {
        LeasedJob job = await GivenRunningAsync();

        await EndAsync(job, new JobOutcome.Succeeded(Json("""{"sum":3}""")));

        Assert.Equal("""{"sum":3}""", Text((await FindAsync(job.Lease.Job)).Details!.Result));
    }

    [Fact]
    public async Task A_success_without_result_has_none()
    {
        LeasedJob job = await GivenRunningAsync();

        await EndAsync(job, JobOutcome.Succeeded.WithoutResult);

        Assert.Null((await FindAsync(job.Lease.Job)).Details!.Result);
    }

    [Fact]
    public async Task A_finished_job_keeps_all_that_was_said_of_it()
    {
        NewJob job = AJob() with
        {
            Priority = 4,
            IdempotencyKey = "k",
            Unique = new UniqueJob("u"),
            Tags = ["eu"],
            Metadata = new Dictionary<string, string> { ["a"] = "b" },
            Timeout = Minute,
            Retry = RetryPolicy.Default,
        };
        LeasedJob leased = await GivenRunningAsync(job);
        await UpdateAsync(leased.Lease, "7", new JobProgress(1, 2, "half"));
        Job running = await FindAsync(job.Id);

        await EndAsync(leased, Ending.Succeeded);

        Job expected = running with { State = JobState.Succeeded, FinishedAt = Clock.Now, Worker = null };
        Assert.Equal(JobText.Of(expected), JobText.Of(await FindAsync(job.Id)));
    }

    [Theory]
    [InlineData(Ending.Succeeded)]
    [InlineData(Ending.Cancelled)]
    public async Task A_job_without_retention_is_gone_when_it_ends(Ending ending)
    {
        LeasedJob job = await GivenRunningAsync(AJob() with { Retention = TimeSpan.Zero });

        await EndAsync(job, ending);

        await AssertGoneAsync(job.Lease.Job);
        Assert.Empty(await Store.Queries.CountAsync(Cancel));
    }

    [Theory]
    [InlineData(Ending.Failed)]
    [InlineData(Ending.Retried)]
    [InlineData(Ending.Released)]
    public async Task A_job_without_retention_stays_unless_it_succeeded_or_was_cancelled(Ending ending)
    {
        LeasedJob job = await GivenRunningAsync(AJob() with { Retention = TimeSpan.Zero });

        await EndAsync(job, ending);

        await AssertStateAsync(ending.Leads(), job.Lease.Job);
    }

    [Theory]
    [InlineData(Ending.Retried)]
    [InlineData(Ending.Snoozed)]
    public async Task A_delay_counts_from_when_the_store_records_the_ending(Ending ending)
    {
        LeasedJob job = await GivenRunningAsync();
        Clock.Advance(Minute);

        await EndAsync(job, ending);

        Assert.Equal(Clock.Now + Endings.Delay, (await FindAsync(job.Lease.Job)).RunAt);
    }

    [Theory]
    [InlineData(Ending.Retried, JobState.Retrying)]
    [InlineData(Ending.Snoozed, JobState.Scheduled)]
    public async Task A_delay_of_zero_still_waits_for_promotion(Ending ending, JobState expected)
    {
        LeasedJob job = await GivenRunningAsync();

        await EndAsync(job, ending == Ending.Retried
            ? new JobOutcome.Retry(Error, TimeSpan.Zero)
            : new JobOutcome.Snoozed(TimeSpan.Zero));

        Assert.Equal((expected, Clock.Now), await StateAndRunAtAsync(job));
        Assert.Equal(1, (await PromoteAsync()).Promoted);
    }

    [Theory]
    [InlineData(Ending.Released)]
    [InlineData(Ending.Interrupted)]
    public async Task A_job_that_is_given_back_keeps_its_place_in_the_line(Ending ending)
    {
        LeasedJob job = await GivenRunningAsync();
        DateTimeOffset due = job.RunAt;
        Clock.Advance(Millisecond);
        await GivenJobAsync();

        await EndAsync(job, ending);

        Assert.Equal((JobState.Queued, due), await StateAndRunAtAsync(job));
        Assert.Equal(job.Lease.Job, (await ClaimOneAsync()).Lease.Job);
    }

    [Theory]
    [InlineData(Ending.Failed, FailureKind.Attempt)]
    [InlineData(Ending.Retried, FailureKind.Attempt)]
    [InlineData(Ending.Interrupted, FailureKind.Interruption)]
    public async Task What_went_wrong_is_remembered(Ending ending, FailureKind kind)
    {
        LeasedJob job = await GivenRunningAsync();
        Clock.Advance(Millisecond);

        await EndAsync(job, ending);

        JobFailure failure = Assert.Single(await FailuresOfAsync(job.Lease.Job));
        Assert.Equal((Clock.Now, 1, kind), (failure.At, failure.Attempt, failure.Kind));
    }

    [Theory]
    [InlineData(Ending.Succeeded)]
    [InlineData(Ending.Snoozed)]
    [InlineData(Ending.Cancelled)]
    [InlineData(Ending.Released)]
    public async Task Where_nothing_went_wrong_nothing_is_remembered(Ending ending)
    {
        LeasedJob job = await GivenRunningAsync();

        await EndAsync(job, ending);

        Assert.Empty(await FailuresOfAsync(job.Lease.Job));
    }

    [Fact]
    public async Task An_error_is_kept_as_the_worker_gave_it()
    {
        LeasedJob job = await GivenRunningAsync();

        await EndAsync(job, new JobOutcome.Failed(Error));

        Assert.Equal(Error, Assert.Single(await FailuresOfAsync(job.Lease.Job)).Error);
    }

    [Fact]
    public async Task The_newest_failures_are_kept_the_oldest_first()
    {
        LeasedJob job = await GivenRunningAsync();
        for (int i = 1; i <= JobFailure.Kept + 2; i++)
        {
            await EndAsync(job, new JobOutcome.Retry(new JobError("Acme.Broken", $"{i}"), TimeSpan.Zero));
            await PromoteAsync();
            job = await ClaimOneAsync();
        }

        IReadOnlyList<JobFailure> failures = await FailuresOfAsync(job.Lease.Job);

        Assert.Equal(Enumerable.Range(3, JobFailure.Kept), failures.Select(failure => failure.Attempt));
        Assert.Equal(Enumerable.Range(3, JobFailure.Kept).Select(i => $"{i}"), failures.Select(failure => failure.Error.Message));
    }

    [Fact]
    public async Task A_success_after_failures_keeps_them()
    {
        LeasedJob job = await GivenRunningAsync();
        await EndAsync(job, Ending.Retried);
        Clock.Advance(Endings.Delay);
        await PromoteAsync();

        await EndAsync(await ClaimOneAsync(await GivenWorkerAsync()), Ending.Succeeded);

        Job ended = await FindAsync(job.Lease.Job);
        Assert.Equal((JobState.Succeeded, 2), (ended.State, ended.Attempt));
        Assert.Single(ended.Details!.Failures);
    }

    [Fact]
    public async Task A_job_that_is_interrupted_too_often_fails_and_says_so()
    {
        LeasedJob job = await GivenRunningAsync();
        for (int i = 1; i < JobBudgets.MaxInterruptions; i++)
        {
            await EndAsync(job, Ending.Interrupted);
            job = await ClaimOneAsync();
        }

        await EndAsync(job, Ending.Interrupted);

        Job ended = await FindAsync(job.Lease.Job);
        Assert.Equal((JobState.Failed, JobBudgets.MaxInterruptions), (ended.State, ended.Interruptions));
        Assert.Equal(JobErrorCodes.InterruptedTooOften, ended.Details!.Failures[^1].Error.Code);
    }

    [Fact]
    public async Task A_handler_that_gave_up_by_itself_gives_the_reason()
    {
        LeasedJob job = await GivenRunningAsync();

        await EndAsync(job, new JobOutcome.Cancelled("the order is gone"));

        Assert.Equal("the order is gone", (await FindAsync(job.Lease.Job)).CancelReason);
    }

    [Fact]
    public async Task A_worker_that_was_late_but_is_not_reaped_still_ends_its_job()
    {
        LeasedJob job = await GivenRunningAsync();
        Clock.Advance(LeaseDuration * 10);

        await EndAsync(job, Ending.Succeeded);

        Assert.Empty(await ReapAsync());
        await AssertStateAsync(JobState.Succeeded, job.Lease.Job);
    }

    [Fact]
    public async Task A_refused_completion_does_not_undo_another_of_its_batch()
    {
        LeasedJob first = await GivenRunningAsync();
        LeasedJob stale = await GivenRunningAsync();
        LeasedJob last = await GivenRunningAsync();
        await EndAsync(stale, Ending.Snoozed);
        Lease unknown = last.Lease with { Job = NextJobId() };

        IReadOnlyList<CompletionResult> results = await Store.Leases.CompleteAsync(
            [Success(first.Lease), Success(stale.Lease), Success(unknown), Success(last.Lease)], Cancel);

        Assert.Equal(
            [CompletionStatus.Recorded, CompletionStatus.LeaseLost, CompletionStatus.LeaseLost, CompletionStatus.Recorded],
            results.Select(result => result.Status));
        await AssertStateAsync(JobState.Succeeded, first.Lease.Job);
        await AssertStateAsync(JobState.Scheduled, stale.Lease.Job);
        await AssertStateAsync(JobState.Succeeded, last.Lease.Job);
    }

    [Fact]
    public async Task A_lease_that_is_completed_twice_in_a_batch_is_lost_the_second_time()
    {
        LeasedJob job = await GivenRunningAsync();

        IReadOnlyList<CompletionResult> results = await Store.Leases.CompleteAsync(
            [Success(job.Lease), new Completion(job.Lease, Ending.Failed.ToOutcome())], Cancel);

        Assert.Equal([CompletionStatus.Recorded, CompletionStatus.LeaseLost], results.Select(result => result.Status));
        await AssertStateAsync(JobState.Succeeded, job.Lease.Job);
    }

    [Fact]
    public async Task The_work_of_a_completion_is_stored_with_it()
    {
        LeasedJob job = await GivenRunningAsync();
        NewJob next = AJob();

        CompletionResult result = await CompleteAsync(
            job.Lease, JobOutcome.Succeeded.WithoutResult, transaction => transaction.Enqueue([next]));

        Assert.Equal(CompletionStatus.Recorded, result.Status);
        await AssertStateAsync(JobState.Succeeded, job.Lease.Job);
        await AssertStateAsync(JobState.Queued, next.Id);
    }

    [Fact]
    public async Task Work_that_throws_undoes_its_completion_and_the_lease_is_still_live()
    {
        LeasedJob job = await GivenRunningAsync();
        Job before = await FindAsync(job.Lease.Job);
        NewJob next = AJob() with { IdempotencyKey = "k", Unique = new UniqueJob("u") };
        var thrown = new InvalidOperationException("no");

        CompletionResult result = await CompleteAsync(job.Lease, JobOutcome.Succeeded.WithoutResult, transaction =>
        {
            transaction.Enqueue([next]);
            throw thrown;
        });

        Assert.Equal(new CompletionResult(CompletionStatus.WorkFailed, thrown), result);
        await AssertUnchangedAsync(before, job.Lease.Job);
        await AssertGoneAsync(next.Id);
        await EndAsync(job, Ending.Succeeded);
        await GivenAsync(next);
    }

    [Fact]
    public async Task Work_that_throws_undoes_no_other_completion_of_its_batch()
    {
        LeasedJob first = await GivenRunningAsync();
        LeasedJob broken = await GivenRunningAsync();
        LeasedJob last = await GivenRunningAsync();
        NewJob next = AJob();

        IReadOnlyList<CompletionResult> results = await Store.Leases.CompleteAsync(
            [
                Success(first.Lease),
                Success(broken.Lease) with { Work = _ => throw new InvalidOperationException("no") },
                Success(last.Lease) with { Work = transaction => transaction.Enqueue([next]) },
            ],
            Cancel);

        Assert.Equal(
            [CompletionStatus.Recorded, CompletionStatus.WorkFailed, CompletionStatus.Recorded],
            results.Select(result => result.Status));
        await AssertStateAsync(JobState.Succeeded, first.Lease.Job);
        await AssertStateAsync(JobState.Running, broken.Lease.Job);
        await AssertStateAsync(JobState.Succeeded, last.Lease.Job);
        await AssertStateAsync(JobState.Queued, next.Id);
    }

    [Fact]
    public async Task Work_may_carry_on_after_its_own_jobs_were_refused()
    {
        LeasedJob job = await GivenRunningAsync();
        await GivenAsync(AJob() with { Unique = new UniqueJob("u") });
        NewJob refused = AJob() with { Unique = new UniqueJob("u") { OnConflict = UniqueConflict.Refuse } };
        NewJob next = AJob();

        await CompleteAsync(job.Lease, JobOutcome.Succeeded.WithoutResult, transaction =>
        {
            Assert.Equal(EnqueueStatus.UniqueConflict, Assert.Single(transaction.Enqueue([refused])).Status);
            transaction.Enqueue([next]);
        });

        await AssertStateAsync(JobState.Succeeded, job.Lease.Job);
        await AssertGoneAsync(refused.Id);
        await AssertStateAsync(JobState.Queued, next.Id);
    }

    private static Completion Success(Lease lease) => new(lease, JobOutcome.Succeeded.WithoutResult);

    private async Task<(JobState State, DateTimeOffset RunAt)> StateAndRunAtAsync(LeasedJob leased)
    {
        Job job = await FindAsync(leased.Lease.Job);
        return (job.State, job.RunAt);
    }
}
