using System.Data.Common;
using System.Diagnostics;
using Pawl.Faults.Node.Jobs;
using Pawl.Storage;

namespace Pawl.Faults.Node;

/// <summary>Several callers at once, who ask for jobs in every way there is and write down what they were told.</summary>
/// <param name="jobs">Whom they ask.</param>
/// <param name="journal">Where they write it down.</param>
/// <param name="seed">What they ask for.</param>
/// <param name="pace">The longest time between two calls of one of them.</param>
/// <param name="asksForLong">Whether they ask for jobs that take seconds, too.</param>
/// <param name="isImpatient">Whether they ask twice at once under a key, and give up waiting for answers.</param>
internal sealed class Callers(
    IJobClient jobs, Journal journal, int seed, TimeSpan pace, bool asksForLong = false, bool isImpatient = false)
{
    private const int Concurrency = 6;
    private const int BulkJobs = 40;
    private const int UniqueKeys = 3;
    private const int RepeatedRequests = 12;
    private const int LongOneIn = 6;
    private const int MostRetries = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(50);

    private readonly int ways = asksForLong ? 19 : 18;

    private int calls;

    /// <summary>Asks again for what the incarnation before asked for under idempotency keys, since a caller who heard
    /// nothing would.</summary>
    public async Task RepeatRequestsAsync(string folder)
    {
        string path = Journal.PathOf(folder, journal.Incarnation - 1);
        if (!File.Exists(path))
        {
            return;
        }

        IEnumerable<string> origins = File.ReadLines(path)
            .Select(line => line.Split(' '))
            .Where(words => words is [_, "call", _, "keyed", ..])
            .Select(words => words[4])
            .TakeLast(RepeatedRequests);
        foreach (string origin in origins)
        {
            await EnqueueKeyedAsync(origin);
        }
    }

    /// <summary>Asks for jobs once in every way there is.</summary>
    public async Task TourAsync()
    {
        var random = new Random(seed);
        for (int way = 0; way < ways; way++)
        {
            await CallOnceAsync(way, random);
        }
    }

    /// <summary>Goes on until told to stop.</summary>
    public Task RunAsync(CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, Concurrency).Select(caller => CallAsync(caller, stopping)));

    /// <summary>A poison job amid innocents, of which some are running when it strikes and some are claimed ahead.</summary>
    public async Task EnqueuePoisonAsync()
    {
        await EnqueueAsync("bulk", "kill.slow", 12, (origin, index) => new SlowJob(origin, index));
        await EnqueueAsync("single", "kill.poison", 1, (origin, index) => new PoisonJob(origin, index));
        await EnqueueAsync("bulk", "kill.slow", 40, (origin, index) => new SlowJob(origin, index));
        await EnqueueAsync("bulk", "kill.plain", 400, (origin, index) => new PlainJob(origin, index));
    }

    /// <summary>Jobs that run until the process stops.</summary>
    public Task EnqueueEndlessAsync(int count) =>
        EnqueueAsync("bulk", "kill.endless", count, (origin, index) => new EndlessJob(origin, index));

    /// <summary>Jobs that never return, with a time-out each.</summary>
    public async Task EnqueueStuckAsync(int count, TimeSpan timeout)
    {
        for (int index = 0; index < count; index++)
        {
            await AskAsync("single", null, "kill.stuck", 1, async origin =>
                [(await jobs.EnqueueAsync(Filled(new StuckJob(origin, 0)), new EnqueueOptions { Timeout = timeout })).Id]);
        }
    }

    /// <summary>A job for later than those that callers ask for by themselves.</summary>
    public Task ScheduleMuchLaterAsync(TimeSpan delay) => ScheduleAsync(delay, "muchlater");

    /// <summary>Callers, each of whom commits one transaction after another for a time.</summary>
    public Task CommitAsync(int committers, TimeSpan time)
    {
        long begun = Stopwatch.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, committers).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(begun) < time)
            {
                await TransactAsync();
            }
        }));
    }

    /// <summary>Many jobs for one instant.</summary>
    public Task ScheduleHerdAsync(int count, TimeSpan delay) => AskAsync("herd", null, "kill.plain", count, async origin =>
    {
        DateTimeOffset runAt = TimeProvider.System.GetUtcNow() + delay;
        JobHandle[] handles = await Task.WhenAll(
            Enumerable.Range(0, count).Select(index => jobs.ScheduleAsync(Filled(new PlainJob(origin, index)), runAt)));
        return [.. handles.Select(handle => handle.Id)];
    });

    private async Task CallAsync(int caller, CancellationToken stopping)
    {
        // A journal names the incarnation, so the same seed makes the same calls again.
        var random = new Random(seed + (journal.Incarnation * 1_000) + caller);
        while (!stopping.IsCancellationRequested)
        {
            await CallOnceAsync(random.Next(ways), random);
            await Task.Delay(pace * random.NextDouble(), TimeProvider.System, CancellationToken.None);
        }
    }

    private Task<Answer> CallOnceAsync(int way, Random random) => way switch
    {
        0 or 1 => EnqueueAsync("single", "kill.plain", 1, (origin, index) => new PlainJob(origin, index)),
        2 => EnqueueAsync("single", "kill.slow", 1, (origin, index) => new SlowJob(origin, index)),
        3 or 4 => EnqueueAsync("single", "kill.flaky", 1, (origin, index) => new FlakyJob(origin, index)),
        5 or 6 => EnqueueAsync("single", "kill.effect", 1, (origin, index) => new EffectJob(origin, index)),
        7 => EnqueueAsync("single", "kill.steps", 1, (origin, index) => new StepsJob(origin, index)),
        8 => EnqueueAsync("bulk", "kill.gone", BulkJobs, (origin, index) => new GoneJob(origin, index)),
        9 => EnqueueAsync("bulk", "kill.plain", random.Next(2, BulkJobs), (origin, index) => new PlainJob(origin, index)),
        10 => ScheduleAsync(TimeSpan.FromMilliseconds(random.Next(300))),
        11 => isImpatient ? EnqueueTwiceAsync(random) : EnqueueKeyedAsync(origin: null),
        12 => ConflictAsync(),
        13 => EnqueueUniqueAsync(random.Next(UniqueKeys)),
        14 => TransactAsync(),
        15 => AbortAsync(),
        16 => EnqueueAsync("single", "kill.doomed", 1, (origin, index) => new DoomedJob(origin, index)),
        17 => EnqueueAsync("single", "kill.result", 1, (origin, index) => new ResultJob(origin, index)),
        _ when random.Next(LongOneIn) > 0 => EnqueueAsync("single", "kill.slow", 1, (origin, index) => new SlowJob(origin, index)),
        _ => EnqueueAsync("single", "kill.long", 1, (origin, index) => new LongJob(origin, index)),
    };

    private Task<Answer> EnqueueAsync(string kind, string type, int count, Func<string, int, TracedJob> create) =>
        AskAsync(kind, null, type, count, async origin => count == 1
            ? [(await jobs.EnqueueAsync(Filled(create(origin, 0)))).Id]
            : await jobs.EnqueueManyAsync(Enumerable.Range(0, count).Select(index => Filled(create(origin, index)))));

    private Task<Answer> ScheduleAsync(TimeSpan delay, string kind = "later") => AskAsync(kind, null, "kill.plain", 1, async origin =>
        [(await jobs.ScheduleAsync(Filled(new PlainJob(origin, 0)), delay)).Id]);

    /// <summary>Asks twice at once, and waits for answers no longer than some moments.</summary>
    private async Task<Answer> EnqueueTwiceAsync(Random random)
    {
        string origin = NextNumber();
        TimeSpan[] patience = [Patience * random.NextDouble(), Patience * random.NextDouble()];
        await Task.WhenAll(patience.Select(longest => EnqueueKeyedAsync(origin, longest)));
        return await EnqueueKeyedAsync(origin);
    }

    /// <summary>Asks under a key, and again for as long as nobody knows whether it was done: that is what keys are for.</summary>
    private async Task<Answer> EnqueueKeyedAsync(string? origin, TimeSpan? patience = null)
    {
        origin ??= NextNumber();
        for (int tries = 0; ; tries++)
        {
            using var waiting = new CancellationTokenSource(patience ?? Timeout.InfiniteTimeSpan);
            var options = new EnqueueOptions { IdempotencyKey = origin };
            Answer answer = await AskAsync("keyed", origin, "kill.plain", 1, async key =>
                [(await jobs.EnqueueAsync(Filled(new PlainJob(key, 0)), options, waiting.Token)).Id]);
            patience = null;
            if (answer != Answer.Unknown || tries == MostRetries)
            {
                return answer;
            }

            await Task.Delay(RetryPause, TimeProvider.System, CancellationToken.None);
        }
    }

    /// <summary>Uses a key, and then again for another job.</summary>
    private async Task<Answer> ConflictAsync()
    {
        string key = NextNumber();
        Answer answer = await EnqueueKeyedAsync(key);
        return answer != Answer.Done ? answer : await AskAsync("conflict", null, "kill.plain", 1, async origin =>
            [(await jobs.EnqueueAsync(Filled(new PlainJob(origin, 0)), new EnqueueOptions { IdempotencyKey = key })).Id]);
    }

    private Task<Answer> EnqueueUniqueAsync(int key) => AskAsync("unique", null, "kill.slow", 1, async origin =>
    {
        var options = new EnqueueOptions { Unique = new UniqueJob($"unique-{key}") };
        return [(await jobs.EnqueueAsync(Filled(new SlowJob(origin, 0)), options)).Id];
    });

    /// <summary>Two jobs and a row of the caller's own, together or not at all.</summary>
    private Task<Answer> TransactAsync() => AskAsync("transact", null, "kill.plain", 2, async origin =>
    {
        JobId[] ids = [];
        await jobs.TransactAsync(transaction => ids = EnqueuePairWithMarker(transaction, origin));
        return ids;
    });

    /// <summary>The same, but changes its mind.</summary>
    private Task<Answer> AbortAsync() => AskAsync("abort", null, "kill.plain", 2, async origin =>
    {
        await jobs.TransactAsync(transaction =>
        {
            EnqueuePairWithMarker(transaction, origin);
            throw new WorkGivenUpException();
        });
        return [];
    });

    private static JobId[] EnqueuePairWithMarker(JobTransaction transaction, string origin)
    {
        JobId first = transaction.Enqueue(Filled(new PlainJob(origin, 0))).Id;
        using DbCommand command = transaction.Connection.CreateCommand();
        command.CommandText = $"INSERT INTO marker (origin) VALUES ('{origin}')";
        command.ExecuteNonQuery();
        return [first, transaction.Enqueue(Filled(new PlainJob(origin, 1))).Id];
    }

    private static TracedJob Filled(TracedJob job) => job with { Filler = TracedJob.FillerOf(job.Origin) };

    /// <summary>Writes down that a call is made, makes it, and writes down the answer.</summary>
    /// <param name="kind">How the jobs are asked for.</param>
    /// <param name="origin">What the jobs carry; null for the call's own number.</param>
    /// <param name="type">The wire name of the jobs.</param>
    /// <param name="count">How many.</param>
    /// <param name="ask">Makes the call.</param>
    /// <returns>What is known of it.</returns>
    private async Task<Answer> AskAsync(
        string kind, string? origin, string type, int count, Func<string, Task<IReadOnlyList<JobId>>> ask)
    {
        string number = NextNumber();
        origin ??= number;
        journal.Write($"call {number} {kind} {origin} {type} {count} {TracedJob.HashOf(TracedJob.FillerOf(origin))}");
        try
        {
            IReadOnlyList<JobId> ids = await ask(origin);
            journal.Write($"ok {number} {string.Join(' ', ids.Select(id => id.Value))}");
            return Answer.Done;
        }
        catch (Exception exception) when (IsRefusal(exception, kind))
        {
            journal.Write($"refused {number}");
            return Answer.NotDone;
        }
        catch (Exception exception) when (exception is OutcomeUnknownException or OperationCanceledException)
        {
            journal.Write($"unknown {number}");
            return Answer.Unknown;
        }
        catch (Exception exception)
        {
            // Whoever calls is promised one of the three above.
            journal.Write($"broke {number} {exception.GetType().FullName}");
            Console.Error.WriteLine(exception);
            return Answer.NotDone;
        }
    }

    /// <summary>An error of the caller's own statements comes back as it is, and undoes all.</summary>
    private static bool IsRefusal(Exception exception, string kind) =>
        exception is StoreUnavailableException or StoreFullException or StoreReadOnlyException
        || (kind == "conflict" && exception is IdempotencyConflictException)
        || (kind == "abort" && exception is WorkGivenUpException)
        || (kind is "abort" or "transact" && exception is DbException);

    private string NextNumber() => FormattableString.Invariant($"{journal.Incarnation}-{Interlocked.Increment(ref calls)}");
}
