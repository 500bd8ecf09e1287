using Pawl.ReferenceModel;
using Pawl.ReferenceModel.Chance;
using Pawl.ReferenceModel.Time;
using Pawl.Storage;

namespace Pawl.Engine.Tests.World;

/// <summary>A store and the processes around it, on one thread, in a time of their own.</summary>
internal sealed class EngineWorld
{
    public static readonly JobType Work = new("work");

    private readonly SeededEntropy entropy;
    private readonly IdGenerator ids;
    private int processes;

    /// <param name="seed">Gives chance its numbers; unless 1, also the order in which what is ready runs.</param>
    public EngineWorld(ulong seed = 1)
    {
        entropy = new SeededEntropy(seed);
        Pump = new Pump(Clock, seed == 1 ? null : new SeededEntropy(seed + 1_000_000));
        Store = new ReferenceStore(Clock);
        ids = new IdGenerator(Clock, IdGenerator.Generators - 1, Clock.Now);
        Await(Store.OpenAsync(TestContext.Current.CancellationToken));
    }

    public ManualClock Clock { get; } = new();

    public Pump Pump { get; }

    public ReferenceStore Store { get; }

    public SimulatedProcess Process() => new(Pump, Store, entropy, $"process-{++processes}");

    public JobId Enqueue(JobType? type = null, Func<NewJob, NewJob>? with = null)
    {
        var job = new NewJob
        {
            Id = ids.NextJobId(),
            Queue = QueueName.Default,
            Type = type ?? Work,
            Payload = "{}"u8.ToArray(),
            Retention = TimeSpan.FromDays(7),
            FailedRetention = TimeSpan.FromDays(30),
        };
        job = with?.Invoke(job) ?? job;
        EnqueueResult result = Await(Store.EnqueueAsync([job], TestContext.Current.CancellationToken))[0];
        Assert.Equal(EnqueueStatus.Stored, result.Status);
        return job.Id;
    }

    public JobId[] EnqueueMany(int count) => [.. Enumerable.Range(0, count).Select(_ => Enqueue())];

    public Job Find(JobId id) => Await(Store.FindAsync([id], TestContext.Current.CancellationToken))[0]!;

    public JobState StateOf(JobId id) => Find(id).State;

    public JobChange Cancel(JobId id, string reason) =>
        Await(Store.CancelAsync([id], reason, TestContext.Current.CancellationToken))[0];

    /// <summary>Lets two workers claim a job and die.</summary>
    public void CrashTwice(JobId job)
    {
        CancellationToken unfired = TestContext.Current.CancellationToken;
        QueueName queue = Find(job).Queue;
        NodeMembership node = Await(Store.JoinAsync(new NewNode("doomed", entropy.NextNonce(), TimeSpan.FromDays(1)), unfired));
        for (int crashes = 1; crashes <= 2; crashes++)
        {
            var identity = new WorkerIdentity(ids.NextWorkerId(), entropy.NextNonce());
            var types = new HashSet<JobType> { Find(job).Type };
            Await(Store.AddWorkerAsync(new NewWorker(identity, node, "doomed", queue, 1, types, TimeSpan.FromDays(1)), unfired));
            var claim = new ClaimRequest { Worker = identity, Queue = queue, Types = types, FreeSlots = 1 };
            Assert.Equal(job, Assert.Single(Await(Store.ClaimAsync(claim, unfired))).Lease.Job);
            Await(Store.RemoveWorkerAsync(identity, unfired));
            Assert.Equal(crashes, Assert.Single(Await(Store.ReapAsync(10, unfired))).Crashes);
        }
    }

    public IReadOnlyList<Worker> Workers() => Await(Store.ListWorkersAsync(TestContext.Current.CancellationToken));

    public void RunUntilIdle() => Pump.RunUntilIdle();

    public void Advance(TimeSpan by) => Pump.Advance(by);

    public void AdvanceSeconds(double seconds) => Pump.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Opens the store for a look inside after its process has closed it.</summary>
    public void Reopen() => Await(Store.OpenAsync(TestContext.Current.CancellationToken));

    /// <summary>The reference store answers at once.</summary>
    private static T Await<T>(ValueTask<T> answer)
    {
        Assert.True(answer.IsCompleted);
        return answer.GetAwaiter().GetResult();
    }

    private static void Await(ValueTask answer)
    {
        Assert.True(answer.IsCompleted);
        answer.GetAwaiter().GetResult();
    }
}
