namespace Pawl.Storage;

/// <summary>A node that wants to join.</summary>
/// <param name="Name">What people call it: host and process.</param>
/// <param name="Nonce">128 bits of chance that no other incarnation has.</param>
/// <param name="LeaseDuration">How long it lives without a heartbeat.</param>
public sealed record NewNode(string Name, UInt128 Nonce, TimeSpan LeaseDuration);
