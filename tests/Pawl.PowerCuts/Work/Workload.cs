using System.Data.Common;
using Pawl.PowerCuts.Judging;
using Pawl.ReferenceModel.Chance;
using Pawl.ReferenceModel.Time;
using Pawl.Sqlite;
using Pawl.Storage;

namespace Pawl.PowerCuts.Work;

/// <summary>Chooses calls by chance: everything that a client, a worker or a duty asks of a store. Each call says what its answer
/// promises.</summary>
internal sealed class Workload(SeededEntropy chance, ManualClock clock, Payloads payloads, Action<Call> onAnswer)
{
    private const int Many = 100;
    private const int PlentyOfJobs = 24;
    private static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(40);
    private static readonly QueueName[] Queues = ["main", "side"];
    private static readonly JobType[] Types = ["work", "mail"];
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly List<long> jobs = [];
    private readonly List<Lease> leases = [];
    private readonly HashSet<long> unkept = [];
    private readonly HashSet<long> cancelling = [];
    private readonly List<WorkerIdentity> workers = [];
    private NodeMembership? node;
    private long lastJob = 1_000;
    private long lastWorker;
    private int lastCall;
    private bool hasTables;
    private bool isPaused;

    /// <summary>What a process does first: it makes its own tables, joins, and adds its workers.</summary>
    public IEnumerable<(Call Call, Func<Task> Start)> Begin(SqliteStore store)
    {
        leases.Clear();
        workers.Clear();
        node = null;
        yield return CreateTables(store);
        yield return Join(store);
    }

    /// <summary>Chooses the next call.</summary>
    public (Call Call, Func<Task> Start) Next(SqliteStore store)
    {
        if (!hasTables)
        {
            return CreateTables(store);
        }

        if (node is not { } member)
        {
            return Join(store);
        }

        if (workers.Count < Queues.Length)
        {
            return AddWorker(store, member);
        }

        int draw = chance.Next(0, 100);
        bool isCrowded = jobs.Count > PlentyOfJobs;
        return draw switch
        {
            < 18 when !isCrowded => Enqueue(store, 1),
            < 26 when !isCrowded => Enqueue(store, chance.Next(2, 9)),
            < 33 when !isCrowded => Transact(store),
            < 52 => Claim(store),
            < 76 => Complete(store),
            < 79 => Update(store),
            < 82 => Change(store, "cancel", Cancel),
            < 85 => Change(store, "retry", Retry),
            < 87 => Change(store, "delete", Delete),
            < 89 => Change(store, "reschedule", Reschedule),
            < 92 => Promote(store),
            < 93 => Reap(store),
            < 96 => Prune(store),
            < 98 => Heartbeat(store, member),
            < 99 => Pause(store),
            _ => Resume(store),
        };
    }

    private (Call Call, Func<Task> Start) New(string name, Func<Call, ValueTask> body, CallKind kind = CallKind.None)
    {
        var call = new Call(++lastCall, name, kind) { OnAnswer = onAnswer };
        return (call, () => call.RunAsync(body));
    }

    private (Call Call, Func<Task> Start) CreateTables(SqliteStore store) => New("create tables", async call =>
    {
        await store.Jobs.TransactAsync(
            transaction => Run(
                transaction.Connection,
                "CREATE TABLE IF NOT EXISTS effect (job INTEGER, token INTEGER, PRIMARY KEY (job, token)); "
                + "CREATE TABLE IF NOT EXISTS marker (number INTEGER PRIMARY KEY)"),
            Never);
        hasTables = true;
    });

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

    private NewJob NewJob()
    {
        long id = ++lastJob;
        int bytes = chance.Happens(0.04) ? chance.Next(4_000, 14_000) : chance.Next(16, 200);
        byte[] payload = new byte[bytes];
        for (int i = 0; i < bytes; i++)
        {
            payload[i] = (byte)((id * 31) + (i * 7));
        }

        payloads.Add(id, payload);
        bool isKept = !chance.Happens(0.15);
        if (!isKept)
        {
            unkept.Add(id);
        }

        return new NewJob
        {
            Id = new JobId(id),
            Queue = chance.Pick(Queues),
            Type = chance.Happens(0.7) ? Types[0] : Types[1],
            Payload = payload,
            Priority = chance.Next(-1, 2),
            Due = chance.Happens(0.25) ? JobDue.After(TimeSpan.FromMilliseconds(chance.Next(1, 5_000))) : JobDue.Now,
            Unique = chance.Happens(0.15)
                ? new UniqueJob($"u{chance.Next(0, 3)}") { OnConflict = chance.Pick(Enum.GetValues<UniqueConflict>()) }
                : null,
            IdempotencyKey = chance.Happens(0.15) ? new IdempotencyKey($"k{chance.Next(0, 12)}") : default(IdempotencyKey?),
            Tags = chance.Happens(0.2) ? ["eu"] : [],
            Retention = isKept ? TimeSpan.FromSeconds(chance.Next(1, 15)) : TimeSpan.Zero,
            FailedRetention = TimeSpan.FromSeconds(chance.Next(5, 30)),
        };
    }

    private (Call Call, Func<Task> Start) Enqueue(SqliteStore store, int count)
    {
        NewJob[] batch = [.. Enumerable.Range(0, count).Select(_ => NewJob())];
        return New($"enqueue {count}", async call => Stored(call, await store.Jobs.EnqueueAsync(batch, Never)));
    }

    private void Stored(Call call, IReadOnlyList<EnqueueResult> results)
    {
        if (results.Any(result => result.IsRefused))
        {
            // One job of a batch was refused, so none of it may be there, whatever is said of the others.
            call.Expectations.AddRange(results.Where(result => result.Status == EnqueueStatus.Stored)
                .Select(result => new Expectation(result.Id.Value, "refused with its batch (I-3)", (_, after) => after is null)));
            return;
        }

        foreach (EnqueueResult result in results.Where(result => result.Status == EnqueueStatus.Stored))
        {
            jobs.Add(result.Id.Value);
            call.Expect(
                result.Id.Value,
                "stored",
                (before, after) => before is null
                    && after is { IsFinished: false, State: "Queued" or "Scheduled" or "Waiting", Attempt: 0 });
        }
    }

    private (Call Call, Func<Task> Start) Transact(SqliteStore store)
    {
        NewJob[] batch = [.. Enumerable.Range(0, chance.Next(1, 4)).Select(_ => NewJob())];
        bool isBroken = chance.Happens(0.25);
        return New(isBroken ? "transact and throw" : "transact", async call =>
        {
            IReadOnlyList<EnqueueResult> results = [];
            try
            {
                await store.Jobs.TransactAsync(
                    transaction =>
                    {
                        Run(transaction.Connection, $"INSERT INTO marker VALUES ({call.Number})");
                        results = transaction.Enqueue(batch);
                        if (isBroken)
                        {
                            throw new OwnException();
                        }
                    },
                    Never);
            }
            catch (OwnException)
            {
                // What the caller threw comes back to it, and undoes what it wrote.
                return;
            }

            call.Markers.Add(call.Number);
            call.IsPromise = true;
            Stored(call, results);
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

    private (Call Call, Func<Task> Start) Change(
        SqliteStore store, string name, Func<Call, IJobStore, JobId[], ValueTask> change)
    {
        JobId[] some = jobs.Count == 0
            ? [new JobId(lastJob)]
            : [.. Enumerable.Range(0, chance.Next(1, 3)).Select(_ => new JobId(chance.Pick(jobs))).Distinct()];
        return New(name, call => change(call, store.Jobs, some));
    }

    private async ValueTask Cancel(Call call, IJobStore store, JobId[] some)
    {
        foreach ((JobId id, JobChange answer) in some.Zip(await store.CancelAsync(some, "by the user", Never)))
        {
            if (answer == JobChange.Requested)
            {
                // Asked again, nothing is written; so nothing is promised that was not before, such as a claim in between.
                bool isPromise = cancelling.Add(id.Value) || call.IsPromise;
                call.Expect(id.Value, "running, to be cancelled", (_, after) => after is { State: "Running" });
                call.IsPromise = isPromise;
            }
            else if (answer == JobChange.Done)
            {
                jobs.Remove(id.Value);
                call.Expect(
                    id.Value,
                    "cancelled",
                    (_, after) => after is { State: "Cancelled", IsFinished: true } || (after is null && unkept.Contains(id.Value)));
            }
        }
    }

    private async ValueTask Retry(Call call, IJobStore store, JobId[] some)
    {
        foreach ((JobId id, JobChange answer) in some.Zip(await store.RetryAsync(some, Never)))
        {
            if (answer == JobChange.Done)
            {
                call.Expect(id.Value, "queued again", (_, after) => after is { State: "Queued" or "Waiting", IsFinished: false });
            }
        }
    }

    private async ValueTask Delete(Call call, IJobStore store, JobId[] some)
    {
        foreach ((JobId id, JobChange answer) in some.Zip(await store.DeleteAsync(some, Never)))
        {
            if (answer == JobChange.Done)
            {
                jobs.Remove(id.Value);
                call.Expect(id.Value, "deleted", (_, after) => after is null);
            }
        }
    }

    private async ValueTask Reschedule(Call call, IJobStore store, JobId[] some)
    {
        DateTimeOffset runAt = clock.Now.AddSeconds(chance.Next(-2, 6));
        foreach ((JobId id, JobChange answer) in some.Zip(await store.RescheduleAsync(some, runAt, Never)))
        {
            if (answer == JobChange.Done)
            {
                call.Expect(
                    id.Value, "moved", (_, after) => after is { State: "Queued" or "Scheduled" or "Waiting", IsFinished: false });
            }
        }
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
        async call => call.IsPromise = await store.Maintenance.PruneAsync(Many, Never) > 0,
        CallKind.Prune);

    private (Call Call, Func<Task> Start) Heartbeat(SqliteStore store, NodeMembership member) => New("heartbeat", async _ =>
    {
        HeartbeatReply reply = await store.Cluster.HeartbeatAsync(new Heartbeat(member, [.. workers], LeaseDuration), Never);
        workers.RemoveAll(reply.Lost.Contains);
        node = reply.NodeIsLive ? member : null;
    });

    private (Call Call, Func<Task> Start) Pause(SqliteStore store) => New("pause", async call =>
    {
        await store.Queues.PauseAsync(Queues[1], "a moment", Never);
        call.IsPromise = !isPaused;
        isPaused = true;
    });

    private (Call Call, Func<Task> Start) Resume(SqliteStore store) => New("resume", async call =>
    {
        await store.Queues.ResumeAsync(Queues[1], Never);

        // What changes nothing writes nothing, and so takes no claim before it to the disk.
        call.IsPromise = isPaused;
        isPaused = false;
    });

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

    private static void Run(DbConnection connection, string sql)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class OwnException : Exception;
}
