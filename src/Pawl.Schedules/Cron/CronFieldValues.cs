namespace Pawl.Schedules.Cron;

/// <summary>What one field of a cron expression says.</summary>
internal struct CronFieldValues
{
    /// <summary>A bit each for the values; days of the week from 0 for Sunday in every dialect. Not for years.</summary>
    public ulong Set;

    /// <summary>The years, if the field has any.</summary>
    public ulong[]? Years;

    /// <summary>Whether the field begins with <c>*</c>, or is <c>?</c>.</summary>
    public bool BeginsWithAll;

    /// <summary>Whether the field is <c>?</c>.</summary>
    public bool IsLeftOpen;

    /// <summary>Whether a star or a step is in the field, so that it means "every so often".</summary>
    public bool IsInterval;

    /// <summary>Bit k: the day k days before the last of the month, from <c>L</c> and <c>L-3</c>.</summary>
    public uint DaysBeforeLast;

    /// <summary><c>LW</c>: the last day of the month from Monday to Friday.</summary>
    public bool LastWorkingDay;

    /// <summary>Bit d: the day from Monday to Friday that is nearest to day d of the month, from <c>15W</c>.</summary>
    public uint NearestToWork;

    /// <summary>Bit 7 (n - 1) + w: the nth weekday w of the month, from <c>FRI#2</c>.</summary>
    public ulong NthOfWeekday;

    /// <summary>Bit w: the last weekday w of the month, from <c>FRIL</c>.</summary>
    public uint LastOfWeekday;

    /// <summary>Whether every day is one, be they days of the month or of the week.</summary>
    public bool HasAllDays;
}
