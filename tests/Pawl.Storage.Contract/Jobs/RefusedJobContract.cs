namespace Pawl.Storage.Contract.Jobs;

/// <summary>Promotion among jobs of which the database refuses one, because of what somebody has put there.</summary>
public abstract class RefusedJobContract<TStore> : StoreContract<TStore>
    where TStore : StoreFixture, new()
{
    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    [InlineData(24)]
    public async Task All_others_are_promoted_and_the_refused_one_is_told(int place)
    {
        NewJob[] jobs = [.. Enumerable.Range(0, 25).Select(number =>
            AJob() with { Due = JobDue.After(Minute + TimeSpan.FromSeconds(number)) })];
        await EnqueueAsync(jobs);
        await RefuseChangesOfAsync(jobs[place].Id);
        Clock.Advance(Minute * 2);

        PromoteResult[] results = await PromoteUntilNothingIsDueAsync();

        Assert.Equal(24, results.Sum(result => result.Promoted));
        RefusedJob refused = Assert.Single(results.Select(result => result.Refused).OfType<RefusedJob>());
        Assert.Equal(jobs[place].Id, refused.Id);
        Assert.Contains("planted", refused.Reason, StringComparison.Ordinal);
        await HeartbeatAsync();
        Assert.Equal(24, (await ClaimAsync(freeSlots: 100)).Count);
    }

    [Fact]
    public async Task What_is_refused_does_not_keep_the_promoter_awake()
    {
        NewJob stone = AJob() with { Due = JobDue.After(Minute) };
        await EnqueueAsync(stone);
        await RefuseChangesOfAsync(stone.Id);
        Clock.Advance(Minute);
        await PromoteUntilNothingIsDueAsync();

        Assert.Equal(new PromoteResult(0, null), await PromoteAsync());
    }

    [Fact]
    public async Task What_was_refused_is_promoted_some_minutes_after_it_is_not_refused_any_more()
    {
        NewJob stone = AJob() with { Due = JobDue.After(Minute) };
        await EnqueueAsync(stone);
        await RefuseChangesOfAsync(stone.Id);
        Clock.Advance(Minute);
        await PromoteUntilNothingIsDueAsync();
        await RefuseNothingAsync();

        int promoted = 0;
        for (int call = 0; call < 1_000; call++)
        {
            promoted += (await PromoteAsync()).Promoted;
        }

        Assert.Equal(1, promoted);
    }

    /// <summary>Has the database refuse every change of a job's row, with an error that says "planted".</summary>
    protected abstract Task RefuseChangesOfAsync(JobId job);

    protected abstract Task RefuseNothingAsync();

    private async Task<PromoteResult[]> PromoteUntilNothingIsDueAsync()
    {
        List<PromoteResult> results = [];
        do
        {
            Assert.InRange(results.Count, 0, 100);
            results.Add(await PromoteAsync());
        }
        while (results[^1].NextDueIn == TimeSpan.Zero);

        return [.. results];
    }
}
