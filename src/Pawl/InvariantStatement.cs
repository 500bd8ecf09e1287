using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Pawl;

/// <summary>Builds the text of a broken invariant, and costs nothing while the invariant holds.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[InterpolatedStringHandler]
public ref struct InvariantStatement
{
    private DefaultInterpolatedStringHandler text;

    /// <summary>Called by the compiler.</summary>
    /// <param name="literalLength">Length of the constant parts.</param>
    /// <param name="formattedCount">Number of holes.</param>
    /// <param name="condition">The invariant; true means that no text is needed.</param>
    /// <param name="needed">Whether the compiler should format the holes.</param>
    public InvariantStatement(int literalLength, int formattedCount, bool condition, out bool needed)
    {
        needed = !condition;
        text = needed ? new DefaultInterpolatedStringHandler(literalLength, formattedCount) : default;
    }

    /// <summary>Called by the compiler.</summary>
    /// <param name="value">A constant part.</param>
    public void AppendLiteral(string value) => text.AppendLiteral(value);

    /// <summary>Called by the compiler.</summary>
    /// <typeparam name="T">The type of the hole.</typeparam>
    /// <param name="value">The value in the hole.</param>
    public void AppendFormatted<T>(T value) => text.AppendFormatted(value);

    /// <summary>The finished sentence.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => text.ToStringAndClear();
}
