namespace Pawl.Schedules.Recurrence.Days;

/// <summary>Single days.</summary>
internal sealed class DayGrid : PeriodGrid
{
    /// <inheritdoc />
    public override long Cycle => DayNumbers.Cycle;

    /// <inheritdoc />
    public override long IndexOf(long day) => day;

    /// <inheritdoc />
    public override long FirstDay(long index) => index;
}
