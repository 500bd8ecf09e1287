namespace Pawl.Tests.Queues;

public sealed class QueueSettingsTests
{
    [Fact]
    public void A_queue_is_paused_since_it_was_paused()
    {
        Assert.True(new QueueSettings("mail", DateTimeOffset.UnixEpoch, "a moment").IsPaused);
        Assert.False(new QueueSettings("mail", null, null).IsPaused);
    }
}
