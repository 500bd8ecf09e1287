using Pawl.Storage;

namespace Pawl.PostgreSql.Wakeups;

/// <summary>What goes over the channel: who says it, what, and of which queue, as <c>sender|JobsQueued|queue</c>.</summary>
/// <param name="Sender">The process that says it.</param>
/// <param name="Wakeup">The hint; null for a probe, by which a listener finds out whether it hears.</param>
internal readonly record struct Notification(string Sender, Wakeup? Wakeup)
{
    /// <summary>The channel that nodes listen to.</summary>
    public const string Channel = "pawl";

    private const string Probe = "Probe";

    /// <summary>Reads what was heard; null for anything that Pawl does not say.</summary>
    public static Notification? Read(string payload) => payload.Split('|', 3) switch
    {
        [var sender, Probe, _] => new Notification(sender, null),
        [var sender, var kind, var queue] when Enum.TryParse(kind, out WakeupKind known) =>
            new Notification(sender, new Wakeup(known, queue.Length == 0 ? default : new QueueName(queue))),
        _ => null,
    };

    public override string ToString() => Wakeup switch
    {
        null => $"{Sender}|{Probe}|",
        { Kind: WakeupKind.JobsQueued } queued => $"{Sender}|{queued.Kind}|{queued.Queue.Value}",
        { } other => $"{Sender}|{other.Kind}|",
    };
}
