namespace Pawl.Storage.Contract.Jobs;

/// <summary>A holder whose lease has ended changes nothing: every operation, after every way a lease can end.</summary>
public abstract class StaleHolderContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [MemberData(nameof(StaleCases.LossAndEnding), MemberType = typeof(StaleCases))]
    public async Task A_stale_holder_ends_nothing(LeaseLoss loss, Ending ending)
    {
        Lease stale = await GivenStaleLeaseAsync(loss);
        Job? before = await TryFindAsync(stale.Job);
        bool workRan = false;

        CompletionResult result = await CompleteAsync(stale, ending.ToOutcome(), _ => workRan = true);

        Assert.Equal(new CompletionResult(CompletionStatus.LeaseLost), result);
        Assert.False(workRan);
        await AssertUnchangedAsync(before, stale.Job);
    }

    [Theory]
    [MemberData(nameof(StaleCases.Loss), MemberType = typeof(StaleCases))]
    public async Task A_stale_holder_stores_nothing(LeaseLoss loss)
    {
        Lease stale = await GivenStaleLeaseAsync(loss);
        Job? before = await TryFindAsync(stale.Job);

        Assert.False(await UpdateAsync(stale, """{"line":9}""", new JobProgress(9, 9, "stale")));

        await AssertUnchangedAsync(before, stale.Job);
    }

    [Theory]
    [InlineData(LeaseLoss.Expired)]
    [InlineData(LeaseLoss.WorkerRemoved)]
    public async Task A_stale_worker_is_told_that_it_is_lost(LeaseLoss loss)
    {
        Lease stale = await GivenStaleLeaseAsync(loss);

        HeartbeatReply reply = await HeartbeatAsync(stale.Worker);

        Assert.Equal([stale.Worker], reply.Lost);
        Assert.Empty(reply.Cancellations);
    }

    private async Task<Lease> GivenStaleLeaseAsync(LeaseLoss loss)
    {
        if (loss == LeaseLoss.FailedByReap)
        {
            await GivenCrashedAsync(JobBudgets.MaxCrashes - 1);
        }
        else
        {
            await GivenJobAsync();
        }

        LeasedJob job = await ClaimOneAsync();
        Lease lease = job.Lease;
        switch (loss)
        {
            case LeaseLoss.Completed:
                await EndAsync(job, Ending.Succeeded);
                return lease;
            case LeaseLoss.Released:
                await EndAsync(job, Ending.Released);
                return lease;
            case LeaseLoss.Retried:
                await EndAsync(job, Ending.Retried);
                return lease;
            case LeaseLoss.Expired or LeaseLoss.FailedByReap or LeaseLoss.CancelledByReap:
                if (loss == LeaseLoss.CancelledByReap)
                {
                    await CancelAsync(lease.Job);
                }

                Clock.Advance(LeaseDuration);
                Assert.Single(await ReapAsync());
                return lease;
            case LeaseLoss.WorkerRemoved:
                Assert.Single(await CrashAsync(Worker));
                return lease;
            case LeaseLoss.ClaimedAgain or LeaseLoss.OlderToken:
                await EndAsync(job, Ending.Released);
                Assert.Equal(lease with { Token = new FencingToken(2) }, (await ClaimOneAsync()).Lease);
                return loss == LeaseLoss.OlderToken ? lease with { Token = default } : lease;
            case LeaseLoss.ClaimedByAnother:
                Assert.Single(await CrashAsync(Worker));
                await ClaimOneAsync(await GivenWorkerAsync());
                return lease;
            case LeaseLoss.NewerToken:
                return lease with { Token = new FencingToken(2) };
            case LeaseLoss.OtherNonce:
                return lease with { Worker = Worker with { Nonce = Worker.Nonce + 1 } };
            case LeaseLoss.OtherWorker:
                return lease with { Worker = await GivenWorkerAsync() };
            case LeaseLoss.Deleted:
                await EndAsync(job, Ending.Failed);
                await DeleteAsync(lease.Job);
                return lease;
            default:
                return lease with { Job = NextJobId() };
        }
    }
}
