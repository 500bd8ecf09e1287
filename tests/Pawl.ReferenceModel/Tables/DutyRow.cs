using Pawl.Storage;

namespace Pawl.ReferenceModel.Tables;

/// <summary>Who has a duty, and for how long.</summary>
internal sealed record DutyRow(Duty Duty, NodeMembership Holder, DateTimeOffset Until)
{
    public bool IsHeldBy(NodeMembership node) => Holder.Generator == node.Generator && Holder.Nonce == node.Nonce;
}
