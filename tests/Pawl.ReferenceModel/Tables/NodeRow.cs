using Pawl.Storage;

namespace Pawl.ReferenceModel.Tables;

/// <summary>Who has a generator number, or had it last.</summary>
internal sealed record NodeRow(int Generator, UInt128 Nonce, DateTimeOffset LeaseUntil, bool HasLeft = false)
{
    public bool IsLive(DateTimeOffset now) => !HasLeft && LeaseUntil > now;

    public bool Is(NodeMembership node) => Generator == node.Generator && Nonce == node.Nonce;
}
