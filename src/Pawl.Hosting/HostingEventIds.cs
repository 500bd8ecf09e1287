namespace Pawl.Hosting;

/// <summary>The numbers of this package's log events, 3000 to 3099. Never reused.</summary>
internal static class HostingEventIds
{
    public const int Starting = 3000;
    public const int ServesQueues = 3001;
    public const int OnlyEnqueues = 3002;
    public const int HasHandlers = 3003;
    public const int QueueIsNotServed = 3004;
    public const int HostIsStopped = 3005;
}
