namespace Pawl.PostgreSql.Connections;

/// <summary>What an error of the server, the driver or the network says of the transaction that it ended.</summary>
internal enum Outcome
{
    /// <summary>It was rolled back; the same again may well succeed.</summary>
    Retry,

    /// <summary>Somebody cancelled the statement: rolled back if the commit had not been sent; otherwise nobody knows.</summary>
    Cancelled,

    /// <summary>It was rolled back, and the server takes no work from this connection now.</summary>
    Unavailable,

    /// <summary>It was rolled back for want of room.</summary>
    Full,

    /// <summary>It was rolled back because the statement is wrong: an error of ours, or of application code.</summary>
    Refused,

    /// <summary>It was rolled back: a partition of the archive is missing.</summary>
    NoPartition,

    /// <summary>It was rolled back: somebody else has stored the same.</summary>
    Conflict,

    /// <summary>It was rolled back: statements that were prepared are gone, so a pooler is in between.</summary>
    Pooled,

    /// <summary>The connection is gone. Rolled back if the commit had not been sent; otherwise nobody knows.</summary>
    Broken,

    /// <summary>The server's data or memory is damaged. As <see cref="Broken"/>, and this process must not go on.</summary>
    Damaged,
}
