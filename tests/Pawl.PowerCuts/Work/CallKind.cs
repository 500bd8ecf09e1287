namespace Pawl.PowerCuts.Work;

/// <summary>Calls whose answers do not name the jobs that they change.</summary>
[Flags]
internal enum CallKind
{
    /// <summary>All others.</summary>
    None = 0,

    /// <summary>Parks jobs that nobody can run.</summary>
    Claim = 1,

    /// <summary>Queues what is due.</summary>
    Promote = 2,

    /// <summary>Deletes what is past retention.</summary>
    Prune = 4,
}
