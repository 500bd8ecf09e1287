namespace Pawl;

/// <summary>How a cron expression counts the days of the week.</summary>
public enum CronDialect
{
    /// <summary>0 to 7, where 0 and 7 are Sunday and 1 is Monday, as in crontab(5). Where day of month and day of week are both
    /// given, either is enough.</summary>
    Standard,

    /// <summary>1 to 7, where 1 is Sunday and 7 is Saturday, as in Quartz; six or seven fields, of which the first is seconds.
    /// One of day of month and day of week is <c>?</c>.</summary>
    Quartz,
}
