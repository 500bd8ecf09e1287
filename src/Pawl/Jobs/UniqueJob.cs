namespace Pawl;

/// <summary>Asks that at most one live job carries a key.</summary>
/// <param name="Key">The key, one namespace for the whole store.</param>
public sealed record UniqueJob(UniqueKey Key)
{
    /// <summary>What happens when a live job carries the key already.</summary>
    /// <value><see cref="UniqueConflict.ReturnExisting"/> by default.</value>
    public UniqueConflict OnConflict { get; init; } = UniqueConflict.ReturnExisting;
}
