namespace Pawl.Checker.Histories;

/// <summary>The names of what a store is asked for.</summary>
public static class Operations
{
    /// <summary>Stores jobs, all or none.</summary>
    public const string Enqueue = "enqueue";

    /// <summary>Runs application code in a transaction.</summary>
    public const string Transact = "transact";

    /// <summary>Gives jobs to a worker.</summary>
    public const string Claim = "claim";

    /// <summary>Ends attempts.</summary>
    public const string Complete = "complete";

    /// <summary>Stores checkpoints and progress.</summary>
    public const string Update = "update";

    /// <summary>Renews workers.</summary>
    public const string Heartbeat = "heartbeat";

    /// <summary>Adds a worker.</summary>
    public const string AddWorker = "add worker";

    /// <summary>Lets a worker claim no more, and takes back what it does not know of.</summary>
    public const string CloseWorker = "close worker";

    /// <summary>Ends a worker.</summary>
    public const string RemoveWorker = "remove worker";

    /// <summary>Queues what is due.</summary>
    public const string Promote = "promote";

    /// <summary>Ends expired leases.</summary>
    public const string Reap = "reap";

    /// <summary>Deletes what is past its retention.</summary>
    public const string Prune = "prune";

    /// <summary>Calls jobs off.</summary>
    public const string Cancel = "cancel";

    /// <summary>Queues jobs again.</summary>
    public const string Retry = "retry";

    /// <summary>Deletes jobs.</summary>
    public const string Delete = "delete";

    /// <summary>Gives jobs another time.</summary>
    public const string Reschedule = "reschedule";

    /// <summary>Stops the claims of a queue.</summary>
    public const string Pause = "pause";

    /// <summary>Lets the claims of a queue go on.</summary>
    public const string Resume = "resume";

    /// <summary>Decides ticks of schedules, and changes schedules.</summary>
    public const string Schedule = "schedule";

    /// <summary>Anything else.</summary>
    public const string Other = "other";
}
