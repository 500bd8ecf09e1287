using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Pawl;

/// <summary>Assertions about stored state that stay on in release builds: a worker that stops is better than one that
/// writes nonsense.</summary>
public static class Invariant
{
    /// <summary>Requires that something holds.</summary>
    /// <param name="condition">What must be true.</param>
    /// <param name="statement">The sentence that was found to be false.</param>
    /// <exception cref="InvariantException"><paramref name="condition"/> is false; the operation has changed nothing
    /// yet, or its transaction is rolled back by the throw.</exception>
    public static void Require([DoesNotReturnIf(false)] bool condition, string statement)
    {
        if (!condition)
        {
            throw new InvariantException(statement);
        }
    }

    /// <summary>Requires that something holds, building the sentence only when it does not.</summary>
    /// <param name="condition">What must be true.</param>
    /// <param name="statement">The sentence that was found to be false.</param>
    /// <exception cref="InvariantException"><paramref name="condition"/> is false.</exception>
    public static void Require(
        [DoesNotReturnIf(false)] bool condition,
        [InterpolatedStringHandlerArgument(nameof(condition))] ref InvariantStatement statement)
    {
        if (!condition)
        {
            throw new InvariantException(statement.ToString());
        }
    }
}
