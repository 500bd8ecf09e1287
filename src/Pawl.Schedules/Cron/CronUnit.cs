namespace Pawl.Schedules.Cron;

/// <summary>What a field of a cron expression counts. The numbers are part of what <c>H</c> hashes: never change one.</summary>
internal enum CronUnit
{
    Second = 0,
    Minute = 1,
    Hour = 2,
    DayOfMonth = 3,
    Month = 4,
    DayOfWeek = 5,
    Year = 6,
}
