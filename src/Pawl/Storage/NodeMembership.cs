namespace Pawl.Storage;

/// <summary>A node's place in the cluster.</summary>
/// <param name="Generator">The number in its ids; 0 to 1,023.</param>
/// <param name="Nonce">The node's nonce.</param>
/// <param name="IdsAfter">Ids must be later than this: whoever had the number before may have made ids up to it.</param>
public sealed record NodeMembership(int Generator, UInt128 Nonce, DateTimeOffset IdsAfter);
