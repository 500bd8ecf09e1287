using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Pawl.Hosting.Tests.Running;

/// <summary>Jobs on a real host and a real file, from enqueue to success.</summary>
public sealed class RunTests
{
    private readonly Probe probe = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_function_handles_a_job_and_its_result_comes_back()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(),
            host => host.MapJob((Add job) => Task.FromResult(job.One + job.Other)));

        JobHandle<int> handle = await pawl.Jobs.EnqueueAsync(new Add(2, 3), cancellationToken: Token);

        Assert.Equal(5, await handle.GetResultAsync(Token));
        Job job = await handle.WaitAsync(Token);
        Assert.Equal((JobState.Succeeded, 1, "default"), (job.State, job.Attempt, job.Queue.Value));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_class_is_found_by_reflection_for_every_job_it_handles_and_made_anew_for_each_attempt()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton(probe);
            builder.AddHandler<GreetHandler>().AddWorker();
        });

        JobHandle hello = await pawl.Jobs.EnqueueAsync(new Hello("Ada"), cancellationToken: Token);
        await hello.WaitAsync(Token);
        JobHandle<string> bye = await pawl.Jobs.EnqueueAsync(new Goodbye("Ada"), cancellationToken: Token);

        Assert.Equal("Goodbye Ada, I was made for you", await bye.GetResultAsync(Token));
        Assert.Equal(["Hello Ada, I was made for you"], probe.Rest());
    }

    [Fact(Timeout = 60_000)]
    public async Task Classes_are_registered_without_reflection()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(builder =>
        {
            builder.Services.AddSingleton(probe);
            builder.AddHandler<GreetHandler, Hello>().AddHandler<GreetHandler, Goodbye, string>().AddWorker();
        });

        await (await pawl.Jobs.EnqueueAsync(new Hello("Bob"), cancellationToken: Token)).WaitAsync(Token);
        JobHandle<string> bye = await pawl.Jobs.EnqueueAsync(new Goodbye("Bob"), cancellationToken: Token);

        Assert.Equal("Goodbye Bob, I was made for you", await bye.GetResultAsync(Token));
        Assert.Equal(["Hello Bob, I was made for you"], probe.Rest());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_job_for_later_never_starts_early()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(), host => host.MapJob((Hello _) => Task.CompletedTask));

        JobHandle handle = await pawl.Jobs.ScheduleAsync(
            new Hello("later"), TimeSpan.FromMilliseconds(300), cancellationToken: Token);
        JobHandle<int> other = new(pawl.Jobs, new EnqueuedJob(handle.Id, AlreadyExisted: false));
        Job job = await other.WaitAsync(Token);

        Assert.Equal(job.EnqueuedAt + TimeSpan.FromMilliseconds(300), job.RunAt);
        Assert.True(job.StartedAt >= job.RunAt, $"Due {job.RunAt:O}, started {job.StartedAt:O}.");
    }

    [Fact(Timeout = 60_000)]
    public async Task Every_job_of_a_bulk_runs_once()
    {
        const int Count = 12_000;
        var runs = new int[Count];
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(w => w.Queue("bulk", concurrency: 16)),
            host => host.MapJob((Number job) =>
            {
                Interlocked.Increment(ref runs[job.Value]);
                return Task.CompletedTask;
            }));

        IReadOnlyList<JobId> ids = await pawl.Jobs.EnqueueManyAsync(
            Enumerable.Range(0, Count).Select(i => new Number(i)), new() { Queue = "bulk", Priority = -10 }, Token);
        foreach (JobId id in ids)
        {
            await pawl.Jobs.WaitAsync(id, Token);
        }

        Assert.All(runs, times => Assert.Equal(1, times));
        JobCount count = Assert.Single(await pawl.Jobs.CountAsync(Token));
        Assert.Equal((JobState.Succeeded, Count), (count.State, count.Count));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_worker_without_queues_serves_those_that_handlers_and_their_jobs_name()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(),
            host =>
            {
                host.MapJob((Hello _) => Task.CompletedTask).OnQueue("greetings");
                host.MapJob((Mail _) => Task.CompletedTask);
            });

        Job hello = await (await pawl.Jobs.EnqueueAsync(new Hello("Ada"), cancellationToken: Token)).WaitAsync(Token);
        Job mail = await (await pawl.Jobs.EnqueueAsync(new Mail("Ada"), cancellationToken: Token)).WaitAsync(Token);

        Assert.Equal(("greetings", "email"), (hello.Queue.Value, mail.Queue.Value));
        Assert.Contains("default × ", pawl.Log.Text, StringComparison.Ordinal);
        Assert.Contains("email × ", pawl.Log.Text, StringComparison.Ordinal);
        Assert.Contains("greetings × ", pawl.Log.Text, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_same_request_is_the_same_job()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(), host => host.MapJob((Hello _) => Task.CompletedTask));
        var options = new EnqueueOptions
        {
            IdempotencyKey = "evt_1NG8Du2eZvKYlo2C",
            Unique = new("sync:c_42") { OnConflict = UniqueConflict.ReturnExisting },
            Tags = ["crm"],
        };

        JobHandle first = await pawl.Jobs.EnqueueAsync(new Hello("Ada"), options, Token);
        await first.WaitAsync(Token);
        JobHandle again = await pawl.Jobs.EnqueueAsync(new Hello("Ada"), options, Token);

        Assert.Equal((first.Id, true), (again.Id, again.AlreadyExisted));
        await Assert.ThrowsAsync<IdempotencyConflictException>(
            () => pawl.Jobs.EnqueueAsync(new Hello("Bob"), options, Token));
        Assert.Equal(first.Id, Assert.Single((await pawl.Jobs.ListAsync(new() { Tag = "crm" }, Token)).Jobs).Id);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_paused_queue_runs_nothing_until_it_is_resumed()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(w => w.Queue("email").Queue("other")),
            host => host.MapJob((Hello job) =>
            {
                probe.Tell(job.Name);
                return Task.CompletedTask;
            }));

        await pawl.Queues.PauseAsync("email", reason: "provider outage", Token);
        JobHandle held = await pawl.Jobs.EnqueueAsync(new Hello("held"), new() { Queue = "email" }, Token);
        JobHandle free = await pawl.Jobs.EnqueueAsync(new Hello("free"), new() { Queue = "other" }, Token);
        await free.WaitAsync(Token);
        Job? waiting = await pawl.Jobs.FindAsync(held.Id, Token);
        await pawl.Queues.ResumeAsync("email", Token);
        await held.WaitAsync(Token);

        Assert.Equal(JobState.Queued, waiting?.State);
        Assert.Equal(["free", "held"], probe.Rest());
    }

    [Fact(Timeout = 60_000)]
    public async Task A_job_that_is_kept_for_no_time_is_gone_when_it_has_succeeded()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(), host => host.MapJob((Hello _) => Task.CompletedTask));

        JobHandle handle = await pawl.Jobs.EnqueueAsync(
            new Hello("Ada"), new() { Retention = TimeSpan.Zero }, Token);

        await Assert.ThrowsAsync<JobNotFoundException>(() => handle.WaitAsync(Token));
        Assert.Empty(await pawl.Jobs.CountAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_process_without_a_worker_only_enqueues()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            _ => { }, host => host.MapJob((Hello job) => Task.FromException(new InvalidOperationException(job.Name))));

        JobHandle handle = await pawl.Jobs.EnqueueAsync(new Hello("Ada"), cancellationToken: Token);

        Assert.Equal(JobState.Queued, (await pawl.Jobs.FindAsync(handle.Id, Token))?.State);
        Assert.Contains("runs none", pawl.Log.Text, StringComparison.Ordinal);
    }

    private sealed record Add(int One, int Other) : IJob<int>;

    private sealed record Number(int Value) : IJob;

    [Job("test.hello")]
    private sealed record Hello(string Name) : IJob;

    private sealed record Goodbye(string Name) : IJob<string>;

    [Job("test.mail", Queue = "email")]
    private sealed record Mail(string To) : IJob;

    private sealed class GreetHandler(Probe probe) : IJobHandler<Hello>, IJobHandler<Goodbye, string>
    {
        private int uses;

        public Task HandleAsync(Hello job, JobContext context, CancellationToken cancellationToken)
        {
            probe.Tell($"Hello {job.Name}, {Origin()}");
            return Task.CompletedTask;
        }

        public Task<string> HandleAsync(Goodbye job, JobContext context, CancellationToken cancellationToken) =>
            Task.FromResult($"Goodbye {job.Name}, {Origin()}");

        private string Origin() => uses++ == 0 ? "I was made for you" : "I was used before";
    }
}
