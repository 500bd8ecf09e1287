namespace Pawl.Checker.Journals;

/// <summary>One line that the program under test wrote outside the store, at the moment that the line names. A line is the time
/// after an @, a word and its values, with single spaces between; each start of the program has a file of its own. File 0 is
/// of whoever breaks things.</summary>
/// <param name="Incarnation">Which start of the program wrote it, from 1.</param>
public abstract record JournalEntry(int Incarnation)
{
    /// <summary>When, by the machine's clock that never goes back, in its ticks.</summary>
    public long At { get; init; }

    /// <summary><c>begin</c>: the process has started; it has not opened the store yet.</summary>
    public sealed record Begin(int Incarnation) : JournalEntry(Incarnation);

    /// <summary><c>call NUMBER KIND ORIGIN TYPE COUNT HASH</c>: about to ask for jobs. Their payloads carry the origin and
    /// an index from 0, so that a job can be traced to its call although the caller never heard back; and a text.</summary>
    public sealed record Call(int Incarnation, string Number, string Kind, string Origin, string Type, int Count, string Hash)
        : JournalEntry(Incarnation);

    /// <summary><c>ok NUMBER ID…</c>: the call returned, so the jobs are durable.</summary>
    public sealed record Acknowledged(int Incarnation, string Number, IReadOnlyList<long> Ids) : JournalEntry(Incarnation);

    /// <summary><c>refused NUMBER</c>: the call threw an exception that promises that nothing was stored.</summary>
    public sealed record Refused(int Incarnation, string Number) : JournalEntry(Incarnation);

    /// <summary><c>unknown NUMBER</c>: the call threw an exception that promises nothing.</summary>
    public sealed record Unknown(int Incarnation, string Number) : JournalEntry(Incarnation);

    /// <summary><c>broke NUMBER EXCEPTION</c>: the call threw what no caller was told of.</summary>
    public sealed record Broke(int Incarnation, string Number, string Exception) : JournalEntry(Incarnation);

    /// <summary><c>start JOB ATTEMPT TOKEN ORIGIN INDEX HASH</c>: a handler begins.</summary>
    public sealed record Start(int Incarnation, long Job, int Attempt, long Token, string Origin, int Index, string Hash)
        : JournalEntry(Incarnation);

    /// <summary><c>plan SCHEDULE PERIOD POLICY WINDOW</c>: the process declares a schedule with ticks at whole periods since 1970; the
    /// period, and how old a tick may be and still run, in milliseconds. The policy is what becomes of ticks that are late by more than a
    /// minute: <c>None</c>, <c>Latest</c> or <c>All</c> run, or <c>Waits</c>, whose jobs run one after the other however late.</summary>
    public sealed record Plan(int Incarnation, string Schedule, long PeriodMs, string Policy, long WindowMs) : JournalEntry(Incarnation);

    /// <summary><c>tick JOB TOKEN SCHEDULE AT</c>: a handler that is about to begin was told which tick its job is for; the nominal
    /// instant in microseconds.</summary>
    public sealed record Tick(int Incarnation, long Job, long Token, string Schedule, long Nominal) : JournalEntry(Incarnation);

    /// <summary><c>resume JOB TOKEN STEP</c>: the checkpoint that a handler found; 0 for none.</summary>
    public sealed record Resume(int Incarnation, long Job, long Token, int Step) : JournalEntry(Incarnation);

    /// <summary><c>saving JOB TOKEN STEP</c>: about to save a checkpoint.</summary>
    public sealed record Saving(int Incarnation, long Job, long Token, int Step) : JournalEntry(Incarnation);

    /// <summary><c>saved JOB TOKEN STEP</c>: a checkpoint was acknowledged.</summary>
    public sealed record Saved(int Incarnation, long Job, long Token, int Step) : JournalEntry(Incarnation);

    /// <summary><c>asking JOB TOKEN</c>: about to ask for a completion that carries writes; what comes of it only the store can
    /// tell.</summary>
    public sealed record Asking(int Incarnation, long Job, long Token) : JournalEntry(Incarnation);

    /// <summary><c>completing JOB TOKEN</c>: about to commit a completion that carries writes.</summary>
    public sealed record Completing(int Incarnation, long Job, long Token) : JournalEntry(Incarnation);

    /// <summary><c>stale JOB TOKEN</c>: a handler was told that its lease has ended.</summary>
    public sealed record Stale(int Incarnation, long Job, long Token) : JournalEntry(Incarnation);

    /// <summary><c>done JOB TOKEN</c>: a completion that carries writes was acknowledged.</summary>
    public sealed record Done(int Incarnation, long Job, long Token) : JournalEntry(Incarnation);

    /// <summary><c>end JOB TOKEN returned|threw|stopped|ignored</c>: a handler is about to return, to throw, or to obey its
    /// cancellation token; or that has fired, and it goes on.</summary>
    public sealed record End(int Incarnation, long Job, long Token, string How) : JournalEntry(Incarnation);

    /// <summary><c>cluster STORE LEASE HEARTBEAT</c>: what the processes share, and their times in milliseconds.</summary>
    public sealed record Cluster(int Incarnation, string Store, int LeaseMs, int HeartbeatMs) : JournalEntry(Incarnation);

    /// <summary><c>stepped MILLISECONDS</c>: the store's clock was set that far ahead of what it showed; negative for back.</summary>
    public sealed record Stepped(int Incarnation, int Milliseconds) : JournalEntry(Incarnation);

    /// <summary><c>fault PROCESS KIND</c>: from now on a process, or with 0 the store, may do or lose anything that the fault
    /// brings. <c>killed</c> and <c>stopping</c> last for ever.</summary>
    public sealed record Fault(int Incarnation, int Process, string Kind) : JournalEntry(Incarnation);

    /// <summary><c>healed PROCESS</c>: the fault of a process, or with 0 of the store, is over.</summary>
    public sealed record Healed(int Incarnation, int Process) : JournalEntry(Incarnation);

    /// <summary><c>slow MILLISECONDS</c>: the process has just noticed that it did not run for so long.</summary>
    public sealed record Slow(int Incarnation, int Milliseconds) : JournalEntry(Incarnation);
}
