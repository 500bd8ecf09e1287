namespace Pawl.Schedules.Recurrence.Points;

/// <summary>Arithmetic of whole numbers that also holds below zero.</summary>
internal static class WholeNumbers
{
    /// <summary>The quotient, rounded down.</summary>
    public static long DivideDown(long number, long by) => number >= 0 ? number / by : -((by - 1 - number) / by);

    /// <summary>What <see cref="DivideDown"/> leaves: 0 to <paramref name="by"/> - 1.</summary>
    public static long Remainder(long number, long by) => number - (DivideDown(number, by) * by);

    /// <summary>The greatest number that divides both.</summary>
    public static long GreatestDivisor(long left, long right)
    {
        while (right != 0)
        {
            (left, right) = (right, left % right);
        }

        return left;
    }

    /// <summary>The smallest number that both divide.</summary>
    public static long LeastMultiple(long left, long right) => left / GreatestDivisor(left, right) * right;

    /// <summary>The number that, times <paramref name="number"/>, leaves 1 when divided by <paramref name="cycle"/>; the two have no
    /// common divisor.</summary>
    public static long Inverse(long number, long cycle)
    {
        (long low, long high) = (Remainder(number, cycle), cycle);
        (long factor, long next) = (1, 0);
        while (low > 1)
        {
            long quotient = high / low;
            (high, low) = (low, high - (quotient * low));
            (next, factor) = (factor, next - (quotient * factor));
        }

        return Remainder(factor, cycle);
    }
}
