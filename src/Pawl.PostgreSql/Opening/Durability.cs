namespace Pawl.PostgreSql.Opening;

/// <summary>What an acknowledged job survives; each includes those before it.</summary>
internal enum Durability
{
    /// <summary>The death of any process of Pawl's; a crash of the server may lose the last moments.</summary>
    Process,

    /// <summary>A loss of power on the server.</summary>
    Power,

    /// <summary>The loss of the server: a standby has confirmed the job too.</summary>
    Failover,
}
