namespace Pawl.Faults.Running;

/// <summary>The stores that rows run on.</summary>
public enum StoreKind
{
    /// <summary>One file, one process.</summary>
    Sqlite,

    /// <summary>A server, any number of processes.</summary>
    Postgres,
}
