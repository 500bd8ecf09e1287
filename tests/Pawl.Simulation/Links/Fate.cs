namespace Pawl.Simulation.Links;

/// <summary>What becomes of a call on its way to the store.</summary>
internal enum Fate
{
    Arrives,
    Refused,
    RequestLost,
    ReplyLost,
    Late,
}
