namespace Pawl;

/// <summary>What happens when a live job carries the unique key already.</summary>
public enum UniqueConflict
{
    /// <summary>Nothing is stored, and the live job is returned.</summary>
    ReturnExisting,

    /// <summary>Nothing is stored, and <see cref="UniqueConflictException"/> is thrown.</summary>
    Refuse,
}
