using Pawl.Storage;

namespace Pawl.ReferenceModel.Tables;

/// <summary>A worker, live or not yet reaped.</summary>
internal sealed record WorkerRow(NewWorker Worker, DateTimeOffset StartedAt, DateTimeOffset LeaseUntil)
{
    public WorkerIdentity Identity => Worker.Identity;

    /// <summary>Whether it may claim no more.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether it was ended, so that it cannot renew.</summary>
    public bool HasEnded => LeaseUntil == DateTimeOffset.UnixEpoch;

    public WorkerRow End() => this with { LeaseUntil = DateTimeOffset.UnixEpoch };

    public bool IsLive(DateTimeOffset now) => LeaseUntil > now;

    public Worker ToWorker() => new(
        Identity.Id, Worker.NodeName, Worker.Queue, Worker.Concurrency, StartedAt, LeaseUntil);
}
