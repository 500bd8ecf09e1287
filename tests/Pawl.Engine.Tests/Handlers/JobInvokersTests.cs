using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Pawl.Engine.Handlers;
using Pawl.Engine.Serialization;

namespace Pawl.Engine.Tests.Handlers;

public sealed class JobInvokersTests
{
    private readonly JobSerializer serializer = new(JobSerializer.CreateOptions());
    private readonly ServiceCollection services = [];

    [Fact]
    public async Task A_class_is_a_service_and_gets_job_context_and_token()
    {
        var seen = new List<string>();
        services.AddSingleton(seen).AddTransient<GreetHandler>();
        using var stop = new CancellationTokenSource();
        HandlerRegistration registration = JobInvokers.ForClass<GreetHandler, Greet>(serializer);
        using ServiceProvider provider = services.BuildServiceProvider();

        ReadOnlyMemory<byte> result = await registration.Invoker(
            new StubContext(provider, stop.Token), serializer.Serialize(new Greet("Ada")));

        Assert.True(result.IsEmpty);
        Assert.Equal(["Ada stub True"], seen);
        Assert.Equal("test.greet", registration.Type.Value);
        Assert.Equal(typeof(Greet), registration.JobClass);
    }

    [Fact]
    public async Task A_result_is_written_as_json()
    {
        HandlerRegistration registration = JobInvokers.ForDelegate<Add, int>(
            serializer, (job, _) => Task.FromResult(job.One + job.Other));

        ReadOnlyMemory<byte> result = await RunAsync(registration, """{"one":2,"other":3}""");

        Assert.Equal("5", Encoding.UTF8.GetString(result.Span));
    }

    [Theory]
    [InlineData("""{"one":2}""", "other")]
    [InlineData("""{"one":2,"other":"three"}""", "other")]
    [InlineData("null", "null")]
    [InlineData("not json", "invalid")]
    public async Task A_payload_that_does_not_bind_is_named_and_the_handler_is_not_called(string payload, string hint)
    {
        HandlerRegistration registration = JobInvokers.ForDelegate<Add, int>(
            serializer, (_, _) => throw new InvalidOperationException("called"));

        var exception = await Assert.ThrowsAsync<PayloadInvalidException>(() => RunAsync(registration, payload));

        Assert.Contains(typeof(Add).FullName!, exception.Message, StringComparison.Ordinal);
        Assert.Contains(hint, exception.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_constructor_that_refuses_the_payload_means_that_it_does_not_bind()
    {
        HandlerRegistration registration = JobInvokers.ForDelegate<Even>(serializer, (_, _) => Task.CompletedTask);

        var exception = await Assert.ThrowsAsync<PayloadInvalidException>(() => RunAsync(registration, """{"number":3}"""));

        Assert.IsType<ArgumentException>(exception.InnerException);
    }

    [Fact]
    public async Task A_type_that_no_resolver_knows_is_a_wrong_build_and_not_a_wrong_payload()
    {
        JsonSerializerOptions options = JobSerializer.CreateOptions();
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine();
        HandlerRegistration registration = JobInvokers.ForDelegate<Add, int>(
            new JobSerializer(options), (_, _) => Task.FromResult(1));

        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(registration, """{"one":2,"other":3}"""));
    }

    [Fact]
    public async Task A_result_that_cannot_be_written_or_is_too_large_is_named()
    {
        HandlerRegistration large = JobInvokers.ForDelegate<Describe, string>(
            serializer, (_, _) => Task.FromResult(new string('x', JobLimits.ResultBytes)));
        HandlerRegistration endless = JobInvokers.ForDelegate<Loop, Node>(serializer, (_, _) =>
        {
            var node = new Node();
            node.Next = node;
            return Task.FromResult(node);
        });

        var tooLarge = await Assert.ThrowsAsync<ResultInvalidException>(() => RunAsync(large, "{}"));
        var unwritable = await Assert.ThrowsAsync<ResultInvalidException>(() => RunAsync(endless, "{}"));

        Assert.Contains("262,146", tooLarge.Message, StringComparison.Ordinal);
        Assert.Contains("cycle", unwritable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_handler_throws_comes_out_as_it_was_thrown()
    {
        HandlerRegistration registration = JobInvokers.ForDelegate<Describe>(
            serializer, (_, _) => throw new TimeoutException("too slow"));

        await Assert.ThrowsAsync<TimeoutException>(() => RunAsync(registration, "{}"));
    }

    private async Task<ReadOnlyMemory<byte>> RunAsync(HandlerRegistration registration, string payload)
    {
        using ServiceProvider provider = services.BuildServiceProvider();
        return await registration.Invoker(new StubContext(provider), Encoding.UTF8.GetBytes(payload));
    }

    [Job("test.greet")]
    private sealed record Greet(string Name) : IJob;

    private sealed record Add(int One, int Other) : IJob<int>;

    private sealed record Describe : IJob<string>;

    private sealed record Loop : IJob<Node>;

    private sealed class Node
    {
        public Node? Next { get; set; }
    }

    private sealed class Even : IJob
    {
        public Even(int number) => Number = number % 2 == 0 ? number : throw new ArgumentException("It is odd.");

        public int Number { get; }
    }

    private sealed class GreetHandler(List<string> seen) : IJobHandler<Greet>
    {
        public Task HandleAsync(Greet job, JobContext context, CancellationToken cancellationToken)
        {
            seen.Add($"{job.Name} {context.Type} {cancellationToken == context.CancellationToken && cancellationToken.CanBeCanceled}");
            return Task.CompletedTask;
        }
    }
}
