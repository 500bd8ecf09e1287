namespace Pawl.Schedules.Recurrence;

/// <summary>A day of the week, or the n-th such day of a month or year.</summary>
/// <param name="Weekday">The day of the week; 0 is Monday.</param>
/// <param name="Ordinal">Which one: from 1, or from -1 counted from the end; 0 is every one.</param>
internal readonly record struct OrdinalWeekday(int Weekday, int Ordinal);
