using Pawl.Schedules.Recurrence.Points;

namespace Pawl.Schedules.Recurrence.Days;

/// <summary>Weeks that begin on a given day of the week.</summary>
/// <param name="weekStart">The day of the week; 0 is Monday.</param>
internal sealed class WeekGrid(int weekStart) : PeriodGrid
{
    /// <inheritdoc />
    public override long Cycle => DayNumbers.Cycle / 7;

    /// <inheritdoc />
    public override long IndexOf(long day) => WholeNumbers.DivideDown(day - weekStart, 7);

    /// <inheritdoc />
    public override long FirstDay(long index) => (index * 7) + weekStart;
}
