using System.Data.Common;
using Pawl.Storage;

namespace Pawl.Engine.Clients;

/// <summary>A transaction of the application's, in the words of users.</summary>
internal sealed class EngineEnlistment(
    DbTransaction transaction, IEnlistment store, JobRequests requests, IJobIds ids) : JobEnlistment
{
    public override Task<EnqueuedJob> EnqueueAsync(
        IJob job, EnqueueOptions? options = null, CancellationToken cancellationToken = default) =>
        StoreAsync(job, options, JobDue.Now, cancellationToken);

    public override Task<EnqueuedJob> ScheduleAsync(
        IJob job, TimeSpan delay, EnqueueOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, JobLimits.LongestSpan);
        return StoreAsync(job, options, JobDue.After(delay), cancellationToken);
    }

    public override Task<EnqueuedJob> ScheduleAsync(
        IJob job, DateTimeOffset runAt, EnqueueOptions? options = null, CancellationToken cancellationToken = default) =>
        StoreAsync(job, options, JobDue.At(runAt), cancellationToken);

    private async Task<EnqueuedJob> StoreAsync(
        IJob job, EnqueueOptions? options, JobDue due, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        NewJob request = requests.Create(job, options, due, await ids.GetAsync(cancellationToken));
        IReadOnlyList<EnqueueResult> results = await store.EnqueueAsync(transaction, [request], cancellationToken);
        return EnqueueResults.Require(results[0], request);
    }
}
