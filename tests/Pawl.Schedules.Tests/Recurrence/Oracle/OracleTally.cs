namespace Pawl.Schedules.Tests.Recurrence.Oracle;

/// <summary>What was asked.</summary>
internal sealed class OracleTally
{
    public long Questions { get; set; }

    public long Recurrences { get; set; }

    public long NeverRun { get; set; }

    /// <summary>How many have a COUNT whose end takes more steps to find than are allowed.</summary>
    public long TooLong { get; set; }

    public long Runs { get; set; }

    public override string ToString() =>
        $"{Questions} questions about {Recurrences} recurrences with {Runs} runs; {NeverRun} more never run, {TooLong} take too long";
}
