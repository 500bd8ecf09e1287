using System.Collections.Immutable;
using NodaTime;

namespace Pawl.Schedules.Recurrence;

/// <summary>What a text of RFC 5545's RRULE says, in its own words. Immutable. A list that the text does not have is empty; the others
/// are in order and have each number once.</summary>
internal sealed record RecurrenceRule
{
    /// <summary>The period in which the rule repeats.</summary>
    public required Frequency Frequency { get; init; }

    /// <summary>The rule holds in every period that is a multiple of so many from the first.</summary>
    public int Interval { get; init; } = 1;

    /// <summary>The number of runs after which the rule ends, or null.</summary>
    public int? Count { get; init; }

    /// <summary>The last second in which a run may be, or null.</summary>
    public LocalDateTime? Until { get; init; }

    /// <summary>The day of the week on which weeks begin; 0 is Monday.</summary>
    public int WeekStart { get; init; }

    /// <summary>BYMONTH: 1 to 12.</summary>
    public ImmutableArray<int> Months { get; init; } = [];

    /// <summary>BYWEEKNO: 1 to 53, or from the end -1 to -53.</summary>
    public ImmutableArray<int> WeekNumbers { get; init; } = [];

    /// <summary>BYYEARDAY: 1 to 366, or from the end -1 to -366.</summary>
    public ImmutableArray<int> YearDays { get; init; } = [];

    /// <summary>BYMONTHDAY: 1 to 31, or from the end -1 to -31.</summary>
    public ImmutableArray<int> MonthDays { get; init; } = [];

    /// <summary>BYDAY.</summary>
    public ImmutableArray<OrdinalWeekday> Weekdays { get; init; } = [];

    /// <summary>BYHOUR: 0 to 23.</summary>
    public ImmutableArray<int> Hours { get; init; } = [];

    /// <summary>BYMINUTE: 0 to 59.</summary>
    public ImmutableArray<int> Minutes { get; init; } = [];

    /// <summary>BYSECOND: 0 to 59.</summary>
    public ImmutableArray<int> Seconds { get; init; } = [];

    /// <summary>BYSETPOS: 1 to 366, or from the end -1 to -366.</summary>
    public ImmutableArray<int> Positions { get; init; } = [];

    /// <summary>Whether the rule repeats within a day.</summary>
    public bool IsWithinDay => Frequency >= Frequency.Hourly;
}
