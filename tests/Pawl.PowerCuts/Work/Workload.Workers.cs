using Pawl.Sqlite;
using Pawl.Storage;

namespace Pawl.PowerCuts.Work;

/// <content>What nodes, their workers and their duties ask for.</content>
internal sealed partial class Workload
{
    private (Call Call, Func<Task> Start) Join(SqliteStore store) => New("join", async call =>
    {
        node = await store.Cluster.JoinAsync(new NewNode("cuts", chance.NextNonce(), LeaseDuration), Never);
        call.IsPromise = true;
    });

    private (Call Call, Func<Task> Start) AddWorker(SqliteStore store, NodeMembership member)
    {
        var identity = new WorkerIdentity(new WorkerId(++lastWorker), chance.NextNonce());
        workers.Add(identity);
        var worker = new NewWorker(
            identity, member, "cuts", Queues[workers.Count - 1], 4, new HashSet<JobType>(Types[..workers.Count]), LeaseDuration);
        return New("add worker", async call =>
        {
            await store.Cluster.AddWorkerAsync(worker, Never);
            call.IsPromise = true;
        });
    }

    private (Call Call, Func<Task> Start) Claim(SqliteStore store)
    {
        int line = chance.Next(0, workers.Count);
        var request = new ClaimRequest
        {
            Worker = workers[line],
            Queue = Queues[line],
            Types = new HashSet<JobType>(Types[..(line + 1)]),
            FreeSlots = chance.Next(1, 4),
            Prefetch = chance.Next(0, 2),
        };
        return New(
            "claim",
            async call =>
            {
                foreach (LeasedJob job in await store.Leases.ClaimAsync(request, Never))
                {
                    leases.Add(job.Lease);
                    long token = job.Lease.Token.Value;
                    call.Expect(
                        job.Lease.Job.Value,
                        $"claimed with token {token}",
                        (_, after) => after is { State: "Running" } running && running.Token == token);
                }

                // Alone, it is not promised to survive a power cut.
                call.IsPromise = false;
            },
            CallKind.Claim);
    }

    private (Call Call, Func<Task> Start) Complete(SqliteStore store)
    {
        List<(Completion Completion, NewJob? FollowOn)> endings = [];
        foreach (Lease lease in SomeLeases())
        {
            bool hasWork = chance.Happens(0.35);
            bool isBroken = hasWork && chance.Happens(0.2);
            NewJob? followOn = hasWork && chance.Happens(0.4) ? NewJob() with { Unique = null, IdempotencyKey = null } : null;
            Action<IStoreTransaction>? work = !hasWork ? null : transaction =>
            {
                Run(transaction.Connection, $"INSERT INTO effect VALUES ({lease.Job.Value}, {lease.Token.Value})");
                if (followOn is not null)
                {
                    transaction.Enqueue([followOn]);
                }

                if (isBroken)
                {
                    throw new OwnException();
                }
            };
            endings.Add((new Completion(lease, Outcome(), work), followOn));
        }

        return New($"complete {endings.Count}", async call =>
        {
            IReadOnlyList<CompletionResult> results = await store.Leases.CompleteAsync(
                [.. endings.Select(ending => ending.Completion)], Never);
            for (int i = 0; i < results.Count; i++)
            {
                if (results[i].Status == CompletionStatus.Recorded)
                {
                    Ended(call, endings[i].Completion, endings[i].FollowOn);
                }
            }
        });
    }

    private void Ended(Call call, Completion completion, NewJob? followOn)
    {
        long id = completion.Lease.Job.Value;
        (string means, string state) = completion.Outcome switch
        {
            JobOutcome.Succeeded => ("succeeded", "Succeeded"),
            JobOutcome.Failed => ("failed", "Failed"),
            JobOutcome.Cancelled => ("cancelled", "Cancelled"),
            JobOutcome.Retry => ("to be tried again", "Retrying"),
            JobOutcome.Snoozed => ("snoozed", "Scheduled"),
            _ => ("given back", "Queued"),
        };
        bool finishes = completion.Outcome is JobOutcome.Succeeded or JobOutcome.Failed or JobOutcome.Cancelled;
        if (finishes)
        {
            jobs.Remove(id);
        }

        call.Expect(id, means, (_, after) =>
            after is { } job
                ? job.State == state
                    || (!finishes && job.State is "Queued" or "Waiting")
                    || (job is { State: "Cancelled", IsFinished: true } && cancelling.Contains(id))
                : unkept.Contains(id) && state != "Failed" && (finishes || cancelling.Contains(id)));
        if (completion.Work is not null)
        {
            call.Effects.Add((id, completion.Lease.Token.Value));
        }

        if (followOn is not null)
        {
            Stored(call, [new EnqueueResult(followOn.Id, EnqueueStatus.Stored)]);
        }
    }

    private JobOutcome Outcome() => chance.Next(0, 20) switch
    {
        < 9 => JobOutcome.Succeeded.WithoutResult,
        < 12 => new JobOutcome.Succeeded("7"u8.ToArray()),
        < 14 => new JobOutcome.Failed(new JobError("test.failed", "It was to fail.")),
        < 16 => new JobOutcome.Retry(new JobError("test.retry", "Again."), TimeSpan.FromMilliseconds(chance.Next(0, 3_000))),
        16 => new JobOutcome.Snoozed(TimeSpan.FromSeconds(chance.Next(0, 3))),
        17 => new JobOutcome.Cancelled("by the handler"),
        18 => JobOutcome.Interrupted.Instance,
        _ => JobOutcome.Released.Instance,
    };

    private (Call Call, Func<Task> Start) Update(SqliteStore store)
    {
        LeaseUpdate[] updates = [.. SomeLeases().Select(lease => new LeaseUpdate(lease, new byte[] { 7 }, new JobProgress(1, 9, "lines")))];
        return New("update", async _ => await store.Leases.UpdateAsync(updates, Never));
    }

    // Mostly of live ones; some have ended, and their holders must change nothing.
    private Lease[] SomeLeases()
    {
        if (leases.Count == 0)
        {
            return [];
        }

        int newest = Math.Min(8, leases.Count);
        Lease[] some = [.. Enumerable.Range(0, chance.Next(1, 5)).Select(_ => leases[^chance.Next(1, newest + 1)]).Distinct()];
        foreach (Lease lease in some.Where(_ => chance.Happens(0.9)))
        {
            leases.Remove(lease);
        }

        return some;
    }

    private (Call Call, Func<Task> Start) Promote(SqliteStore store) => New(
        "promote",
        async call => call.IsPromise = (await store.Maintenance.PromoteAsync(Many, Never)).Promoted > 0,
        CallKind.Promote);

    private (Call Call, Func<Task> Start) Reap(SqliteStore store) => New("reap", async call =>
    {
        foreach (ReapedJob reaped in await store.Maintenance.ReapAsync(Many, Never))
        {
            string state = reaped.State.ToString();
            call.Expect(
                reaped.Id.Value,
                $"reaped and {state}",
                (_, after) => after is { } job ? job.State == state || job.State == "Waiting" : unkept.Contains(reaped.Id.Value));
        }
    });

    private (Call Call, Func<Task> Start) Prune(SqliteStore store) => New(
        "prune",
        async call => call.IsPromise = (await store.Maintenance.PruneAsync(Many, Never)).Jobs > 0,
        CallKind.Prune);

    private (Call Call, Func<Task> Start) Heartbeat(SqliteStore store, NodeMembership member) => New("heartbeat", async _ =>
    {
        HeartbeatReply reply = await store.Cluster.HeartbeatAsync(new Heartbeat(member, [.. workers], LeaseDuration), Never);
        workers.RemoveAll(reply.Lost.Contains);
        node = reply.NodeIsLive ? member : null;
    });
}
