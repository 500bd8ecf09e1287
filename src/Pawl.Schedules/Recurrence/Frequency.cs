namespace Pawl.Schedules.Recurrence;

/// <summary>The period in which a recurrence rule repeats, the longest first.</summary>
internal enum Frequency
{
    /// <summary>Every year.</summary>
    Yearly,

    /// <summary>Every month.</summary>
    Monthly,

    /// <summary>Every week.</summary>
    Weekly,

    /// <summary>Every day.</summary>
    Daily,

    /// <summary>Every hour.</summary>
    Hourly,

    /// <summary>Every minute.</summary>
    Minutely,

    /// <summary>Every second.</summary>
    Secondly,
}
