namespace Pawl.Schedules.Recurrence.Days;

/// <summary>Years of the calendar.</summary>
internal sealed class YearGrid : PeriodGrid
{
    /// <inheritdoc />
    public override long Cycle => 400;

    /// <inheritdoc />
    public override long IndexOf(long day) => DayNumbers.ToDate(day).Year;

    /// <inheritdoc />
    public override long FirstDay(long index) => DayNumbers.FirstOfYear(index);
}
