using Pawl.PowerCuts.Judging;
using Pawl.Sqlite;
using Pawl.Storage;

namespace Pawl.PowerCuts.Work;

/// <content>What clients and operators ask for.</content>
internal sealed partial class Workload
{
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
}
