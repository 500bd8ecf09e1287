using Pawl.Engine.Handlers;

namespace Pawl.Engine.Tests.Handlers;

public sealed class HandlerRegistryTests
{
    private readonly HandlerRegistry registry = new();

    [Fact]
    public void A_client_that_asks_early_does_not_keep_later_handlers_out()
    {
        Assert.Null(registry.FindByClass(typeof(Ping)));
        registry.Add(Registration("ping", typeof(Ping)));

        Assert.NotNull(registry.FindByClass(typeof(Ping)));
        Assert.Single(registry.All);
        registry.Add(Registration("pong", typeof(Pong)));
        Assert.Equal(2, registry.All.Count);
    }

    [Fact]
    public void The_first_worker_ends_registration()
    {
        registry.Add(Registration("ping", typeof(Ping)));

        Assert.True(registry.TryFind("ping", out HandlerRegistration? found));
        Assert.Equal(typeof(Ping), found.JobClass);
        Assert.False(registry.TryFind("pong", out _));
        var late = Assert.Throws<InvalidOperationException>(() => registry.Add(Registration("pong", typeof(Pong))));
        Assert.Contains("'pong' comes too late", late.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => registry.RequireOpen("ping"));
    }

    [Fact]
    public void One_type_has_one_handler()
    {
        registry.Add(Registration("ping", typeof(Ping)));

        var twice = Assert.Throws<InvalidOperationException>(() => registry.Add(Registration("ping", typeof(Pong))));

        Assert.Contains("two handlers", twice.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_types_that_workers_tell_the_store_are_those_registered()
    {
        registry.Add(Registration("ping", typeof(Ping)));
        registry.Add(Registration("pong", typeof(Pong)));

        Assert.Equal<JobType>(["ping", "pong"], registry.FreezeTypes().Order());
    }

    private static HandlerRegistration Registration(JobType type, Type jobClass) => new()
    {
        Type = type,
        JobClass = jobClass,
        Invoker = (_, _) => ValueTask.FromResult(ReadOnlyMemory<byte>.Empty),
    };

    private sealed record Ping : IJob;

    private sealed record Pong : IJob;
}
