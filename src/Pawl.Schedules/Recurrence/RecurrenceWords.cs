namespace Pawl.Schedules.Recurrence;

internal static class RecurrenceWords
{
    public static string Describe(RecurrenceSet set) => set.ToString() ?? "";
}
