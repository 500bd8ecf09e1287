namespace Pawl;

/// <summary>The text of a schedule's rule, zone or calendar is not one, or can never run; nothing was stored.</summary>
public sealed class ScheduleRuleException : PawlException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="problem">What is wrong, as a sentence.</param>
    /// <param name="hint">What to write instead, as a sentence.</param>
    /// <param name="position">Where in the text it is wrong: the index of a character, from 0.</param>
    /// <param name="length">How many characters are wrong there.</param>
    public ScheduleRuleException(string problem, string hint, int position = 0, int length = 0)
        : base($"{problem} {hint}")
    {
        Problem = problem;
        Hint = hint;
        Position = position;
        Length = length;
    }

    /// <summary>What is wrong, as a sentence that says the position to a reader, counted from 1.</summary>
    public string Problem { get; }

    /// <summary>What to write instead.</summary>
    public string Hint { get; }

    /// <summary>Where in the text it is wrong: the index of a character, from 0.</summary>
    public int Position { get; }

    /// <summary>How many characters are wrong there; 0 when something is missing, or the whole is wrong.</summary>
    public int Length { get; }
}
