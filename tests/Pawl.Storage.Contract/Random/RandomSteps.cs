using Pawl.ReferenceModel.Chance;
using Pawl.ReferenceModel.Time;

namespace Pawl.Storage.Contract.Random;

/// <summary>Draws operations by chance. A step can be done on any store, and tells what came of it as text, so that two
/// stores can be compared.</summary>
internal sealed class RandomSteps(SeededEntropy chance, ManualClock clock, CancellationToken cancellationToken)
{
    private const int Many = 10_000;

    private static readonly QueueName[] QueueNames = ["main", "other", "rare"];
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(30);

    private readonly IdGenerator ids = new(clock, 1_000, clock.Now);
    private readonly HashSet<Lease> knownLeases = [];
    private readonly List<Lease> leases = [];
    private readonly List<JobId> jobs = [];
    private readonly List<NewWorker> workers = [];

    /// <summary>The next step: what it is, and how to do it.</summary>
    public (string Name, Func<Ports, Task<string>> Do) Next() => chance.Next(0, 100) switch
    {
        < 18 => Enqueue(),
        < 36 => Claim(),
        < 54 => Complete(),
        < 58 => Update(),
        < 63 => Change("cancel", (store, id) => store.CancelAsync(id, "not needed", cancellationToken)),
        < 68 => Change("retry", (store, id) => store.RetryAsync(id, cancellationToken)),
        < 70 => Change("delete", (store, id) => store.DeleteAsync(id, cancellationToken)),
        < 73 => Reschedule(),
        < 78 => Promote(),
        < 82 => Reap(),
        < 84 => Prune(),
        < 88 => Heartbeat(),
        < 92 => AddWorker(),
        < 93 => CloseWorker(),
        < 94 => RemoveWorker(),
        < 95 => Pause(),
        < 97 => Resume(),
        < 98 => HoldDuty(),
        _ => Wait(),
    };

    /// <summary>All that can be seen of a store.</summary>
    public async Task<string> LookAsync(Ports store)
    {
        IReadOnlyList<Job?> found = [];
        foreach (JobId[] some in jobs.Chunk(1_000))
        {
            found = [.. found, .. await store.Queries.FindAsync(some, cancellationToken)];
        }

        return string.Join('\n', [
            .. found.Select(JobText.Of),
            .. await store.Queries.CountAsync(cancellationToken),
            .. await store.Queues.ListAsync(cancellationToken),
            .. (await store.Cluster.ListWorkersAsync(cancellationToken)).Select(worker => $"{worker} {worker.LeaseUntil:O}"),
            .. (await ListAsync(store, new JobQuery { Queue = "main", Limit = 7 })).Select(id => $"{id}"),
            .. (await ListAsync(store, new JobQuery { Tag = "eu", State = JobState.Queued, Limit = 3 })).Select(id => $"{id}"),
        ]);
    }

    private async Task<IReadOnlyList<JobId>> ListAsync(Ports store, JobQuery query)
    {
        List<JobId> listed = [];
        for (JobQuery? next = query; next is not null;)
        {
            JobPage page = await store.Queries.ListAsync(next, cancellationToken);
            listed.AddRange(page.Jobs.Select(job => job.Id));
            next = page.Next is null ? null : query with { Before = page.Next };
        }

        return listed;
    }

    private (string Name, Func<Ports, Task<string>> Do) Enqueue()
    {
        NewJob[] batch = [.. Enumerable.Range(0, chance.Next(1, 4)).Select(_ => ANewJob())];
        jobs.AddRange(batch.Select(job => job.Id).Except(jobs));
        return ("enqueue", async store =>
        {
            IReadOnlyList<EnqueueResult> results = await store.Jobs.EnqueueAsync(batch, cancellationToken);

            // A store may stop at the first refusal, or go on and find more of them.
            return results.Any(result => result.IsRefused) ? "refused" : string.Join(' ', results);
        });
    }

    private (string Name, Func<Ports, Task<string>> Do) Claim()
    {
        NewWorker? worker = AnyWorker();
        if (worker is null)
        {
            return AddWorker();
        }

        var request = new ClaimRequest
        {
            Worker = worker.Identity,
            Queue = chance.Pick(QueueNames),
            Types = worker.Types,
            FreeSlots = chance.Next(0, 4),
            Prefetch = chance.Next(0, 3),
        };
        return ($"claim {request}", async store =>
        {
            IReadOnlyList<LeasedJob> claimed = await store.Leases.ClaimAsync(request, cancellationToken);
            leases.AddRange(claimed.Select(job => job.Lease).Where(knownLeases.Add));
            return string.Join('\n', claimed.Select(JobText.Of));
        });
    }

    private (string Name, Func<Ports, Task<string>> Do) Complete()
    {
        var endings = SomeLeases().Select(lease => (Lease: lease, Ending: chance.Pick(Enum.GetValues<Ending>()), Work: SomeWork()))
            .ToArray();
        return ($"complete {string.Join(' ', endings.Select(end => $"{end.Lease.Job} {end.Ending}"))}", async store =>
        {
            IReadOnlyList<CompletionResult> results = await store.Leases.CompleteAsync(
                [.. endings.Select(end => new Completion(end.Lease, end.Ending.ToOutcome(), end.Work))], cancellationToken);
            return string.Join(' ', results.Select(result => result.Status));
        });
    }

    private Action<IStoreTransaction>? SomeWork()
    {
        if (chance.Happens(0.7))
        {
            return null;
        }

        bool isBroken = chance.Happens(0.4);
        NewJob next = AJob(ids.NextJobId());
        jobs.Add(next.Id);
        return transaction =>
        {
            transaction.Enqueue([next]);
            if (isBroken)
            {
                throw new InvalidOperationException("no");
            }
        };
    }

    private (string Name, Func<Ports, Task<string>> Do) Update()
    {
        LeaseUpdate[] updates =
        [
            .. SomeLeases().Select(lease => new LeaseUpdate(
                lease,
                chance.Happens(0.5) ? new ReadOnlyMemory<byte>([(byte)'7']) : default(ReadOnlyMemory<byte>?),
                chance.Happens(0.5) ? new JobProgress(chance.Next(0, 9), 9, "lines") : null)),
        ];
        return ("update", async store =>
            string.Join(' ', await store.Leases.UpdateAsync(updates, cancellationToken)));
    }

    private (string Name, Func<Ports, Task<string>> Do) Change(
        string name, Func<IJobStore, IReadOnlyList<JobId>, ValueTask<IReadOnlyList<JobChange>>> change)
    {
        JobId[] some = SomeJobs();
        return ($"{name} {string.Join(' ', some)}", async store => string.Join(' ', await change(store.Jobs, some)));
    }

    private (string Name, Func<Ports, Task<string>> Do) Reschedule()
    {
        DateTimeOffset runAt = clock.Now.AddSeconds(chance.Next(-5, 20));
        return Change("reschedule", (store, id) => store.RescheduleAsync(id, runAt, cancellationToken));
    }

    private (string Name, Func<Ports, Task<string>> Do) Promote() => ("promote", async store =>
        $"{await store.Maintenance.PromoteAsync(Many, cancellationToken)}");

    private (string Name, Func<Ports, Task<string>> Do) Reap() => ("reap", async store => string.Join(
        ' ', (await store.Maintenance.ReapAsync(Many, cancellationToken)).OrderBy(job => job.Id)));

    private (string Name, Func<Ports, Task<string>> Do) Prune() => ("prune", async store =>
        $"{await store.Maintenance.PruneAsync(Many, cancellationToken)}");

    private (string Name, Func<Ports, Task<string>> Do) Heartbeat()
    {
        WorkerIdentity[] some = [.. workers.Where(_ => chance.Happens(0.7)).Select(worker => worker.Identity)];
        return ("heartbeat", async store =>
        {
            HeartbeatReply reply = await store.Cluster.HeartbeatAsync(
                new Heartbeat(store.Nodes[0], some, LeaseDuration), cancellationToken);
            return $"{reply.NodeIsLive} lost {string.Join(' ', reply.Lost.OrderBy(worker => worker.Id))} "
                + $"cancel {string.Join(' ', reply.Cancellations.OrderBy(request => request.Lease.Job))}";
        });
    }

    private (string Name, Func<Ports, Task<string>> Do) AddWorker()
    {
        var identity = new WorkerIdentity(ids.NextWorkerId(), chance.NextNonce());
        HashSet<JobType> types = chance.Happens(0.3) ? ["work", "mail", "rare"] : ["work", "mail"];
        workers.Add(new NewWorker(identity, null!, "host-1", "main", 8, types, LeaseDuration));
        NewWorker added = workers[^1];
        return ("add worker", async store =>
        {
            await store.Cluster.AddWorkerAsync(added with { Node = store.Nodes[0] }, cancellationToken);
            return "done";
        });
    }

    private (string Name, Func<Ports, Task<string>> Do) CloseWorker()
    {
        NewWorker? worker = AnyWorker();
        Lease[] held = SomeLeases();
        return ("close worker", async store =>
        {
            if (worker is not null)
            {
                await store.Cluster.CloseWorkerAsync(worker.Identity, held, cancellationToken);
            }

            return "done";
        });
    }

    private (string Name, Func<Ports, Task<string>> Do) RemoveWorker()
    {
        NewWorker? worker = AnyWorker();
        return ("remove worker", async store =>
        {
            if (worker is not null)
            {
                await store.Cluster.RemoveWorkerAsync(worker.Identity, cancellationToken);
            }

            return "done";
        });
    }

    private (string Name, Func<Ports, Task<string>> Do) Pause()
    {
        QueueName queue = chance.Pick(QueueNames);
        return ($"pause {queue}", async store =>
        {
            await store.Queues.PauseAsync(queue, "a moment", cancellationToken);
            return "done";
        });
    }

    private (string Name, Func<Ports, Task<string>> Do) Resume()
    {
        QueueName queue = chance.Pick(QueueNames);
        return ($"resume {queue}", async store =>
        {
            await store.Queues.ResumeAsync(queue, cancellationToken);
            return "done";
        });
    }

    private (string Name, Func<Ports, Task<string>> Do) HoldDuty()
    {
        Duty duty = chance.Pick(Enum.GetValues<Duty>());
        int node = chance.Next(0, 2);
        return ($"hold {duty}", async store =>
            $"{await store.Cluster.HoldDutyAsync(duty, store.Nodes[node], TimeSpan.FromSeconds(10), cancellationToken)}");
    }

    private (string Name, Func<Ports, Task<string>> Do) Wait()
    {
        // Both stores live by one clock, so it moves once, before either of them.
        clock.Advance(chance.Happens(0.2) ? TimeSpan.FromMinutes(20) : TimeSpan.FromMilliseconds(chance.Next(1, 20_000)));
        return ("wait", _ => Task.FromResult("done"));
    }

    private NewJob ANewJob()
    {
        JobId id = jobs.Count > 0 && chance.Happens(0.05) ? chance.Pick(jobs) : ids.NextJobId();
        return AJob(id) with
        {
            Unique = chance.Happens(0.2)
                ? new UniqueJob($"u{chance.Next(0, 3)}") { OnConflict = chance.Pick(Enum.GetValues<UniqueConflict>()) }
                : null,
            IdempotencyKey = chance.Happens(0.2) ? new IdempotencyKey($"k{chance.Next(0, 4)}") : default(IdempotencyKey?),
        };
    }

    private NewJob AJob(JobId id)
    {
        QueueName queue = chance.Pick(QueueNames);
        return new NewJob
        {
            Id = id,
            Queue = queue,
            Type = queue == "rare" ? "rare" : chance.Happens(0.5) ? "work" : "mail",
            Payload = chance.Happens(0.8) ? "1"u8.ToArray() : "2"u8.ToArray(),
            Priority = chance.Next(-1, 2),
            Due = chance.Next(0, 4) switch
            {
                0 => JobDue.After(TimeSpan.FromMilliseconds(chance.Next(0, 10_000))),
                1 => JobDue.At(clock.Now.AddMilliseconds(chance.Next(-5_000, 10_000))),
                _ => JobDue.Now,
            },
            Tags = chance.Happens(0.3) ? ["eu"] : [],
            Retention = TimeSpan.FromMinutes(chance.Happens(0.1) ? 0 : chance.Next(1, 30)),
            FailedRetention = TimeSpan.FromMinutes(30),
        };
    }

    private NewWorker? AnyWorker() => workers.Count == 0 ? null : workers[^chance.Next(1, Math.Min(4, workers.Count) + 1)];

    // Mostly of the newest, so that many leases are live.
    private Lease[] SomeLeases() => leases.Count == 0
        ? []
        : [.. Enumerable.Range(0, chance.Next(1, 4)).Select(_ => leases[^chance.Next(1, Math.Min(12, leases.Count) + 1)])];

    private JobId[] SomeJobs() => jobs.Count == 0
        ? []
        : [.. Enumerable.Range(0, chance.Next(1, 3)).Select(_ => jobs[^chance.Next(1, Math.Min(40, jobs.Count) + 1)])];
}
