using System.Diagnostics;

namespace Pawl;

/// <summary>Where a simulation lets processes die. Calls are compiled only into the build that simulations run; elsewhere there is
/// nothing, not even a call.</summary>
internal static class Chaos
{
    /// <summary>Called for each fault point that is reached.</summary>
    internal static Action<FaultPoint>? Reached { get; set; }

    [Conditional("PAWL_SIMULATION")]
    internal static void At(FaultPoint point) => Reached?.Invoke(point);
}
