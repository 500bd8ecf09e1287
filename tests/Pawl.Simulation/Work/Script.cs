namespace Pawl.Simulation.Work;

/// <summary>What a handler does, told by the job's payload.</summary>
/// <param name="Number">Tells one job from another.</param>
/// <param name="Milliseconds">How long an attempt takes.</param>
internal abstract record Script(long Number, int Milliseconds) : IJob
{
    /// <summary>How many attempts throw.</summary>
    public int Failures { get; init; }

    /// <summary>How many times it asks to be run later.</summary>
    public int Snoozes { get; init; }

    /// <summary>How many checkpoints it saves on its way.</summary>
    public int Checkpoints { get; init; }

    /// <summary>Whether it completes itself, together with a job that follows.</summary>
    public bool StoresFollowOn { get; init; }

    /// <summary>Whether the code within that transaction throws the first time.</summary>
    public bool ThrowsInTransaction { get; init; }

    /// <summary>Whether it goes on when it is told to stop.</summary>
    public bool IgnoresItsToken { get; init; }

    /// <summary>Whether it kills its process.</summary>
    public bool IsPoison { get; init; }
}

/// <summary>A job that every node has a handler for.</summary>
[Job(Type)]
internal sealed record WorkScript(long Number, int Milliseconds) : Script(Number, Milliseconds)
{
    public const string Type = "sim.work";
}

/// <summary>The job that follows another.</summary>
[Job(Type)]
internal sealed record FollowOn(long Number, int Milliseconds) : Script(Number, Milliseconds)
{
    public const string Type = "sim.follow-on";
}

/// <summary>A job that only some nodes have a handler for.</summary>
[Job(Type)]
internal sealed record RareScript(long Number, int Milliseconds) : Script(Number, Milliseconds)
{
    public const string Type = "sim.rare";
}
