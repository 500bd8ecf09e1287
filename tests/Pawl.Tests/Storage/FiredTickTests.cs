using Pawl.Storage;

namespace Pawl.Tests.Storage;

public sealed class FiredTickTests
{
    private static readonly NewJob Job = new()
    {
        Id = new JobId(1),
        Queue = "main",
        Type = "work",
        Payload = "{}"u8.ToArray(),
        Retention = TimeSpan.Zero,
        FailedRetention = TimeSpan.Zero,
    };

    [Theory]
    [MemberData(nameof(WithKeys))]
    public void The_job_of_a_tick_carries_no_key(NewJob keyed)
    {
        var tick = new FiredTick(DateTimeOffset.UnixEpoch, Job, "2026a");

        Assert.Throws<ArgumentException>(() => new FiredTick(DateTimeOffset.UnixEpoch, keyed, "2026a"));
        Assert.Throws<ArgumentException>(() => tick with { Job = keyed });
        Assert.Equal(Job, tick.Job);
    }

    public static TheoryData<NewJob> WithKeys() => [Job with { IdempotencyKey = "request" }, Job with { Unique = new UniqueJob("key") }];
}
