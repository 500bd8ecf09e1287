using Microsoft.Extensions.Logging.Abstractions;
using Pawl.PowerCuts.Judging;
using Pawl.PowerCuts.Work;
using Pawl.ReferenceModel.Time;
using Pawl.Sqlite;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.PowerCuts.Images;

/// <summary>Opens what a power cut has left with the product, as the next process would, and runs all of it to its end.</summary>
internal static class Drain
{
    private const int Many = 100;
    private const int Rounds = 12;
    private static readonly CancellationToken Never = CancellationToken.None;

    /// <summary>Drains a file, and deletes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="now">The time of the cut.</param>
    /// <param name="reader">Looks at it before and after.</param>
    /// <returns>What is wrong.</returns>
    public static IEnumerable<string> Run(string path, DateTimeOffset now, SnapshotReader reader)
    {
        try
        {
            Snapshot before = reader.ReadImage(path, out _);
            AtOnce.Require(DrainAsync(path, now));
            Snapshot after = reader.ReadImage(path, out string? complaint);
            return
            [
                .. complaint is null ? [] : new[] { complaint },
                .. after.Contradictions(),
                .. after.Jobs.Where(job => !job.IsFinished).Select(job => $"job {job} never ended (I-13)"),
                .. after.Ids.Except(before.Ids).Select(id => $"job {id} came from nowhere (I-2)"),
                .. before.Jobs.Where(job => job.IsFinished && after.Find(job.Id) != job).Select(job => $"job {job} had finished (I-11)"),
            ];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return [$"the product cannot open and drain it: {exception.GetType().Name}: {exception.Message}"];
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path) ?? path, recursive: true);
        }
    }

    private static async ValueTask DrainAsync(string path, DateTimeOffset now)
    {
        // The machine's clock was set back meanwhile; the store's own must not follow.
        var clock = new ManualClock(now - TimeSpan.FromMinutes(1));
        await using var store = new SqliteStore(
            new SqliteOptions { ConnectionString = $"Data Source={path}" }, clock, NullLogger.Instance, WriterMode.Inline);
        await store.Lifecycle.OpenAsync(Never);
        NodeMembership node = await store.Cluster.JoinAsync(new NewNode("drain", 1, TimeSpan.FromHours(1)), Never);
        var types = new HashSet<JobType> { "work", "mail" };
        List<(WorkerIdentity Worker, QueueName Queue)> workers = [];
        foreach (QueueName queue in new QueueName[] { "main", "side" })
        {
            await store.Queues.ResumeAsync(queue, Never);
            var worker = new WorkerIdentity(new WorkerId(1_000_000 + workers.Count), 7);
            await store.Cluster.AddWorkerAsync(new NewWorker(worker, node, "drain", queue, 8, types, TimeSpan.FromHours(1)), Never);
            workers.Add((worker, queue));
        }

        await store.Maintenance.ReapAsync(Many, Never);
        for (int round = 0; round < Rounds; round++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await store.Maintenance.PromoteAsync(Many, Never);
            foreach ((WorkerIdentity worker, QueueName queue) in workers)
            {
                IReadOnlyList<LeasedJob> claimed = await store.Leases.ClaimAsync(
                    new ClaimRequest { Worker = worker, Queue = queue, Types = types, FreeSlots = Many }, Never);
                IReadOnlyList<CompletionResult> results = await store.Leases.CompleteAsync(
                    [.. claimed.Select(job => new Completion(job.Lease, JobOutcome.Succeeded.WithoutResult))], Never);
                Invariant.Require(results.All(result => result.Status == CompletionStatus.Recorded), "A fresh lease was refused.");
            }
        }
    }
}
