namespace Pawl.Checker.Journals;

/// <summary>One line that the program under test wrote outside the store, at the moment that the line names. A line is a
/// word and its values, with single spaces between; each incarnation of the program has a file of its own.</summary>
/// <param name="Incarnation">Which start of the program wrote it, from 1.</param>
public abstract record JournalEntry(int Incarnation)
{
    /// <summary><c>begin</c>: the process has started; it has not opened the store yet.</summary>
    public sealed record Begin(int Incarnation) : JournalEntry(Incarnation);

    /// <summary><c>call NUMBER KIND ORIGIN TYPE COUNT</c>: about to ask for jobs. Their payloads carry the origin and
    /// an index from 0, so that a job can be traced to its call although the caller never heard back.</summary>
    public sealed record Call(int Incarnation, string Number, string Kind, string Origin, string Type, int Count)
        : JournalEntry(Incarnation);

    /// <summary><c>ok NUMBER ID…</c>: the call returned, so the jobs are durable.</summary>
    public sealed record Acknowledged(int Incarnation, string Number, IReadOnlyList<long> Ids) : JournalEntry(Incarnation);

    /// <summary><c>refused NUMBER</c>: the call threw an exception that promises that nothing was stored.</summary>
    public sealed record Refused(int Incarnation, string Number) : JournalEntry(Incarnation);

    /// <summary><c>start JOB ATTEMPT TOKEN ORIGIN INDEX</c>: a handler begins.</summary>
    public sealed record Start(int Incarnation, long Job, int Attempt, long Token, string Origin, int Index)
        : JournalEntry(Incarnation);

    /// <summary><c>resume JOB TOKEN STEP</c>: the checkpoint that a handler found; 0 for none.</summary>
    public sealed record Resume(int Incarnation, long Job, long Token, int Step) : JournalEntry(Incarnation);

    /// <summary><c>saved JOB TOKEN STEP</c>: a checkpoint was acknowledged.</summary>
    public sealed record Saved(int Incarnation, long Job, long Token, int Step) : JournalEntry(Incarnation);

    /// <summary><c>done JOB TOKEN</c>: a completion that carries writes was acknowledged.</summary>
    public sealed record Done(int Incarnation, long Job, long Token) : JournalEntry(Incarnation);

    /// <summary><c>end JOB TOKEN returned|threw|stopped</c>: a handler is about to return, to throw, or to obey its
    /// cancellation token.</summary>
    public sealed record End(int Incarnation, long Job, long Token, string How) : JournalEntry(Incarnation);
}
