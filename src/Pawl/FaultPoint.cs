using System.Diagnostics;

namespace Pawl;

/// <summary>Marks the moments at which a process may die with something half known: the edges of every commit.</summary>
/// <remarks>Calls are compiled only into the build that simulations run, which kills processes here and counts that each point
/// is reached. Elsewhere there is nothing, not even a call.</remarks>
internal static class FaultPoint
{
    /// <summary>Called with the name of each point that is reached.</summary>
    internal static Action<string>? Reached { get; set; }

    /// <param name="name">The moment, in words.</param>
    [Conditional("PAWL_SIMULATION")]
    internal static void At(string name) => Reached?.Invoke(name);
}
