using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Pawl.Hosting.Tests.Running;

namespace Pawl.Hosting.Tests.Handlers;

/// <summary>What can be registered, and what is refused by name.</summary>
public sealed partial class RegistrationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_function_takes_up_to_six_services_and_context_and_token_anywhere()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton<A>().AddSingleton<B>().AddSingleton<C>()
                    .AddSingleton<D>().AddSingleton<E>().AddScoped<F>();
                builder.AddWorker();
            },
            host =>
            {
                host.MapJob((J0 _) => Task.FromResult("0"));
                host.MapJob((J1 _, A a) => Of(a));
                host.MapJob((J2 _, JobContext context, A a) => Of(context, a));
                host.MapJob((J3 _, A a, CancellationToken token, B b) => Of(a, token, b));
                host.MapJob((J4 _, A a, B b, C c, D d) => Of(a, b, c, d));
                host.MapJob((J5 _, A a, B b, C c, D d, E e) => Of(a, b, c, d, e));
                host.MapJob((J6 _, A a, B b, C c, D d, E e, F f) => Of(a, b, c, d, e, f));
                host.MapJob((J7 _, A a, B b, C c, D d, E e, F f, JobContext context) => Of(a, b, c, d, e, f, context));
                host.MapJob((J8 _, CancellationToken token, A a, B b, C c, D d, E e, F f, JobContext context) =>
                    Of(token, a, b, c, d, e, f, context));
            });

        Assert.Equal("0", await RunAsync(pawl, new J0()));
        Assert.Equal("A", await RunAsync(pawl, new J1()));
        Assert.Equal("JobContext A", await RunAsync(pawl, new J2()));
        Assert.Equal("A CancellationToken B", await RunAsync(pawl, new J3()));
        Assert.Equal("A B C D", await RunAsync(pawl, new J4()));
        Assert.Equal("A B C D E", await RunAsync(pawl, new J5()));
        Assert.Equal("A B C D E F", await RunAsync(pawl, new J6()));
        Assert.Equal("A B C D E F JobContext", await RunAsync(pawl, new J7()));
        Assert.Equal("CancellationToken A B C D E F JobContext", await RunAsync(pawl, new J8()));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_function_without_a_result_takes_as_much()
    {
        var seen = new Probe();
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder =>
            {
                builder.Services.AddSingleton(seen).AddSingleton<A>().AddSingleton<B>().AddSingleton<C>()
                    .AddSingleton<D>().AddSingleton<E>();
                builder.AddWorker();
            },
            host =>
            {
                host.MapJob(async (V2 _, Probe probe, JobContext context) => probe.Tell(await Of(context)));
                host.MapJob(async (V8 _, A a, B b, C c, D d, E e, Probe probe, JobContext context, CancellationToken token) =>
                    probe.Tell(await Of(a, b, c, d, e, context, token)));
            });

        await (await pawl.Jobs.EnqueueAsync(new V2(), cancellationToken: Token)).WaitAsync(Token);
        await (await pawl.Jobs.EnqueueAsync(new V8(), cancellationToken: Token)).WaitAsync(Token);

        Assert.Equal(["JobContext", "A B C D E JobContext CancellationToken"], seen.Rest());
    }

    [Fact]
    public async Task A_service_that_does_not_exist_is_named_when_the_handler_is_mapped()
    {
        var missing = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using PawlHost pawl = PawlHost.Build(_ => { }, host => host.MapJob((J1 _, A a) => Of(a)));
        });

        Assert.Contains(nameof(A), missing.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(J1), missing.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task One_type_has_one_handler_and_it_comes_before_the_start()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(), host => host.MapJob((V2 _) => Task.CompletedTask));

        var late = Assert.Throws<InvalidOperationException>(() => pawl.MapJob((V8 _) => Task.CompletedTask));
        var twice = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await using PawlHost other = PawlHost.Build(_ => { }, host =>
            {
                host.MapJob((V2 _) => Task.CompletedTask);
                host.MapJob((V2 _) => Task.CompletedTask);
            });
        });

        Assert.Contains("comes too late", late.Message, StringComparison.Ordinal);
        Assert.Contains("two handlers", twice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mapping_without_Pawl_says_what_to_call()
    {
        using IHost host = Host.CreateEmptyApplicationBuilder(null).Build();

        var missing = Assert.Throws<InvalidOperationException>(() => host.MapJob((V2 _) => Task.CompletedTask));

        Assert.Contains("builder.AddPawl()", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_handles_nothing_is_refused()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);

        var wrong = Assert.Throws<ArgumentException>(() => builder.AddPawl().AddHandler<A>());

        Assert.Contains("handles nothing", wrong.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_wrong_attribute_of_a_handled_job_ends_the_start()
    {
        await using PawlHost pawl = PawlHost.Build(_ => { }, host => host.MapJob((Wrong _) => Task.CompletedTask));

        var wrong = await Assert.ThrowsAsync<InvalidOperationException>(pawl.StartAsync);

        Assert.Contains("MaxAttempts is -1", wrong.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Registrations_set_queue_retry_and_timeout()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(builder =>
            builder.AddHandler<FlakyHandler>(handler => handler
                .OnQueue("flaky")
                .WithRetry(RetryPolicy.Fixed(2, TimeSpan.Zero))
                .WithTimeout(TimeSpan.FromMinutes(1)))
                .AddWorker());

        Job job = await (await pawl.Jobs.EnqueueAsync(new V2(), cancellationToken: Token)).WaitAsync(Token);

        Assert.Equal((JobState.Failed, 2, "flaky"), (job.State, job.Attempt, job.Queue.Value));
    }

    [Fact(Timeout = 60_000)]
    public async Task Jobs_are_written_by_the_resolver_that_was_put_first()
    {
        using var folder = new TestFolder();
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.AddPawl(o => o.TypeInfoResolverChain.Insert(0, AppJson.Default))
            .UseSqlite(folder.ConnectionString).AddWorker();
        using IHost host = builder.Build();
        host.MapJob((J0 _) => Task.FromResult("written ahead of time"));
        await host.StartAsync(Token);
        IJobClient jobs = host.Services.GetRequiredService<IJobClient>();

        JobHandle<string> handle = await jobs.EnqueueAsync(new J0(), cancellationToken: Token);

        Assert.Equal("written ahead of time", await handle.GetResultAsync(Token));
        await host.StopAsync(Token);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_start_says_where_jobs_are_what_runs_them_and_what_nobody_serves()
    {
        await using PawlHost pawl = await PawlHost.StartAsync(
            builder => builder.AddWorker(w => w.Queue("email", concurrency: 4)),
            host => host.MapJob((V2 _) => Task.CompletedTask).OnQueue("reports"));

        Assert.Contains("Information: Pawl 0.1.0 on SQLite, ", pawl.Log.Text, StringComparison.Ordinal);
        Assert.Contains("1 handlers: ", pawl.Log.Text, StringComparison.Ordinal);
        Assert.Contains("Runs jobs of email × 4", pawl.Log.Text, StringComparison.Ordinal);
        Assert.Contains("Warning: Handlers here expect jobs in the queue reports", pawl.Log.Text, StringComparison.Ordinal);
    }

    private static async Task<string?> RunAsync(PawlHost pawl, IJob<string> job) =>
        await (await pawl.Jobs.EnqueueAsync(job, cancellationToken: Token)).GetResultAsync(Token);

    private static Task<string> Of(params object[] arguments) => Task.FromResult(
        string.Join(' ', arguments.Select(argument => argument is JobContext ? nameof(JobContext) : argument.GetType().Name)));

    private sealed class A;

    private sealed class B;

    private sealed class C;

    private sealed class D;

    private sealed class E;

    private sealed class F;

    internal sealed record J0 : IJob<string>;

    private sealed record J1 : IJob<string>;

    private sealed record J2 : IJob<string>;

    private sealed record J3 : IJob<string>;

    private sealed record J4 : IJob<string>;

    private sealed record J5 : IJob<string>;

    private sealed record J6 : IJob<string>;

    private sealed record J7 : IJob<string>;

    private sealed record J8 : IJob<string>;

    private sealed record V2 : IJob;

    private sealed record V8 : IJob;

    [Job("test.wrong", MaxAttempts = -1)]
    private sealed record Wrong : IJob;

    [JsonSerializable(typeof(J0))]
    private sealed partial class AppJson : JsonSerializerContext;

    private sealed class FlakyHandler : IJobHandler<V2>
    {
        public Task HandleAsync(V2 job, JobContext context, CancellationToken cancellationToken) =>
            throw new TimeoutException($"attempt {context.Attempt}");
    }
}
