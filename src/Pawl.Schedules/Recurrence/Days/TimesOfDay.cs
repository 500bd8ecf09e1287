using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Recurrence.Days;

/// <summary>Every combination of some hours, minutes and seconds. Immutable.</summary>
/// <param name="hours">The hours, in order.</param>
/// <param name="minutes">The minutes, in order.</param>
/// <param name="seconds">The seconds, in order.</param>
internal sealed class TimesOfDay(int[] hours, int[] minutes, int[] seconds)
{
    /// <summary>How many there are.</summary>
    public int Count => hours.Length * minutes.Length * seconds.Length;

    /// <summary>All of them, in seconds.</summary>
    public PointSet Points => new NestedPoints(new NestedPoints(Bits(hours), Bits(minutes), 60), Bits(seconds), 60);

    /// <summary>One of them, in seconds.</summary>
    /// <param name="index">Which, in order of time; from 0.</param>
    public int this[int index]
    {
        get
        {
            int hour = index / (minutes.Length * seconds.Length);
            int minute = index / seconds.Length % minutes.Length;
            return (((hours[hour] * 60) + minutes[minute]) * 60) + seconds[index % seconds.Length];
        }
    }

    /// <summary>Those at some positions.</summary>
    /// <param name="positions">The positions: from 1, or from -1 counted from the end.</param>
    public PointSet At(IEnumerable<int> positions) =>
        new ListedPoints([.. Positions.Resolve(positions, Count).Select(index => (long)this[(int)index])]);

    private static BitPoints Bits(int[] numbers) => new(numbers.Aggregate(0UL, (bits, number) => bits | (1UL << number)));
}
