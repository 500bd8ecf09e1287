using Pawl.Engine.Clients;
using Pawl.Engine.Serialization;

namespace Pawl.Engine.Tests.Clients;

public sealed class JobDefinitionTests
{
    private static readonly JobDefinitions Definitions = new(new JobSerializer(JobSerializer.CreateOptions()));

    [Fact]
    public void The_attribute_gives_name_and_defaults()
    {
        JobDefinition definition = Definitions.Of(typeof(Everything));

        Assert.Equal("test.everything", definition.Type.Value);
        Assert.Equal("side", definition.Queue);
        Assert.Equal(-3, definition.Priority);
        Assert.Equal(8, definition.MaxAttempts);
        Assert.Equal(TimeSpan.FromSeconds(1.5), definition.Timeout);
        Assert.Equal(TimeSpan.Zero, definition.Retention);
    }

    [Fact]
    public void What_the_attribute_leaves_out_is_left_to_others()
    {
        JobDefinition definition = Definitions.Of(typeof(NameOnly));

        Assert.Null(definition.Queue);
        Assert.Null(definition.MaxAttempts);
        Assert.Null(definition.Timeout);
        Assert.Null(definition.Retention);
    }

    [Fact]
    public void Without_an_attribute_the_full_name_is_the_wire_name() =>
        Assert.Equal("Pawl.Engine.Tests.Clients.JobDefinitionTests.Plain_1", JobDefinition.TypeOf(typeof(Plain_1)).Value);

    [Fact]
    public void Letters_that_no_name_may_have_are_replaced() =>
        Assert.Equal("Pawl.Engine.Tests.Clients.JobDefinitionTests.Gr__e", JobDefinition.TypeOf(typeof(Größe)).Value);

    [Theory]
    [InlineData(typeof(Generic<int>), "generic")]
    [InlineData(typeof(BadName), "'email welcome' is not a job type")]
    [InlineData(typeof(BadQueue), "Queue 'a b' is not a queue name")]
    [InlineData(typeof(BadAttempts), "MaxAttempts is 1001")]
    [InlineData(typeof(BadTimeout), "TimeoutSeconds is -1")]
    [InlineData(typeof(BadRetention), "RetentionSeconds is NaN")]
    public void A_wrong_attribute_is_named(Type jobClass, string hint)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => Definitions.Of(jobClass));

        Assert.Contains(hint, exception.Message, StringComparison.Ordinal);
        Assert.Contains(jobClass.Name, exception.Message, StringComparison.Ordinal);
    }

    [Job("test.everything", Queue = "side", Priority = -3, MaxAttempts = 8, TimeoutSeconds = 1.5, RetentionSeconds = 0)]
    private sealed record Everything : IJob;

    [Job("test.name")]
    private sealed record NameOnly : IJob;

    private sealed record Plain_1 : IJob;

    private sealed record Größe : IJob;

    private sealed record Generic<T>(T Value) : IJob;

    [Job("email welcome")]
    private sealed record BadName : IJob;

    [Job("a", Queue = "a b")]
    private sealed record BadQueue : IJob;

    [Job("a", MaxAttempts = 1001)]
    private sealed record BadAttempts : IJob;

    [Job("a", TimeoutSeconds = -1)]
    private sealed record BadTimeout : IJob;

    [Job("a", RetentionSeconds = double.NaN)]
    private sealed record BadRetention : IJob;
}
