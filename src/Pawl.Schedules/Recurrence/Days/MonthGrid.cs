using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Recurrence.Days;

/// <summary>Months of the calendar.</summary>
internal sealed class MonthGrid : PeriodGrid
{
    private const long Last = 9999 * 12 + 11;

    /// <inheritdoc />
    public override long Cycle => 4_800;

    /// <inheritdoc />
    public override long IndexOf(long day)
    {
        DateOnly date = DayNumbers.ToDate(day);
        return (date.Year * 12) + date.Month - 1;
    }

    /// <inheritdoc />
    public override long FirstDay(long index) =>
        index < 12 ? -1
        : index > Last ? DayNumbers.Count
        : DayNumbers.Of((int)(index / 12), (int)WholeNumbers.Remainder(index, 12) + 1, 1);
}
