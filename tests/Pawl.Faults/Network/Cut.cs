namespace Pawl.Faults.Network;

/// <summary>When a connection is cut.</summary>
public enum Cut
{
    /// <summary>Not now.</summary>
    None,

    /// <summary>The server never gets the piece.</summary>
    BeforeForwarding,

    /// <summary>The server gets the piece and does what it says; its reply is lost.</summary>
    BeforeReply,
}
