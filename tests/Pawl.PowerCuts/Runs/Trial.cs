using Microsoft.Extensions.Logging.Abstractions;
using Pawl.PowerCuts.Disk;
using Pawl.PowerCuts.Images;
using Pawl.PowerCuts.Judging;
using Pawl.PowerCuts.Work;
using Pawl.ReferenceModel.Chance;
using Pawl.ReferenceModel.Time;
using Pawl.Sqlite;
using Pawl.Sqlite.Writing;
using Pawl.Storage;

namespace Pawl.PowerCuts.Runs;

/// <summary>A store on a simulated disk, worked upon by chance, on one thread. At each operation that changes the disk the power
/// can be cut, and what is left is judged. The same seed and settings give the same trial.</summary>
internal sealed partial class Trial : IDisposable
{
    private static readonly CancellationToken Never = CancellationToken.None;

    private readonly TrialSettings settings;
    private readonly SeededEntropy chance;
    private readonly CutChance cutChance;
    private readonly ImageFolder folder;
    private readonly CallerContext context = new();
    private readonly SnapshotReader reader = new();
    private readonly CrashImage image = new();
    private readonly ManualClock clock = new();
    private readonly Payloads payloads = new();
    private readonly Workload workload;
    private readonly List<Call> issued = [];
    private readonly List<(string Path, DateTimeOffset Now, string Where)> toDrain = [];
    private readonly List<Violation> violations = [];
    private readonly SynchronizationContext? contextBefore = SynchronizationContext.Current;
    private SqliteStore? store;
    private bool isWriting;

    public Trial(ulong seed, TrialSettings settings)
    {
        this.settings = settings;
        chance = new SeededEntropy(seed);
        cutChance = new CutChance(seed);
        folder = new ImageFolder($"{seed}");
        Disk = new SimulatedDisk { OnChange = OnChange, Lies = settings.Lies, Faults = settings.Faults };
        FaultVfs.Mount(folder.LiveFolder, Disk);
        FaultVfs.SeedRandomness(seed);
        SynchronizationContext.SetSynchronizationContext(context);
        workload = new Workload(chance, clock, payloads, OnAnswer);
    }

    public SimulatedDisk Disk { get; }

    public States States { get; } = new();

    public Tally Tally { get; } = new();

    public IReadOnlyList<Violation> Violations => violations;

    /// <summary>Whether the power is cut at each change of the disk.</summary>
    public bool TakesImages { get; set; } = true;

    /// <summary>Whether the store has stopped itself.</summary>
    public bool HasStopped => store is { } open && open.Access.Writer.Failed.IsCompleted;

    public bool IsOpen => store is not null;

    /// <summary>What kept the store from opening the last time it did not.</summary>
    public Exception? OpeningFailure { get; private set; }

    /// <summary>The answers that came since the last judgement.</summary>
    public IReadOnlyList<Call> Issued => issued;

    public DateTimeOffset Now => clock.Now;

    /// <summary>Runs the whole workload.</summary>
    public void Run()
    {
        Open();
        violations.AddRange(States.Decide());
        for (int step = 0; step < settings.Steps && violations.Count == 0 && Tally.Images < settings.MostImages; step++)
        {
            Step();
        }

        if (violations.Count == 0)
        {
            Close();
            violations.AddRange(States.Decide());
        }
    }

    /// <summary>Opens the store, and does what a process does first.</summary>
    public void Open()
    {
        if (OpenStore())
        {
            BeginWork();
        }
    }

    /// <summary>Opens the store.</summary>
    /// <returns>Whether it is open; what keeps it from opening must be an error of the store's own.</returns>
    public bool OpenStore()
    {
        var opening = new SqliteStore(
            new SqliteOptions { ConnectionString = $"Data Source={folder.LiveFile}" },
            clock,
            NullLogger.Instance,
            WriterMode.Stepped,
            settings.FramesBeforeCheckpoint);
        Tally.Openings++;
        try
        {
            AtOnce.Require(opening.Lifecycle.OpenAsync(Never));
        }
        catch (Exception exception) when (exception is not InvariantException)
        {
            if (exception is not StoreException)
            {
                Blame("opening", "an error of the store's own", exception.ToString());
            }

            OpeningFailure = exception;
            return false;
        }

        store = opening;
        return true;
    }

    /// <summary>Does what a process does first.</summary>
    public void BeginWork()
    {
        if (store is not { } open)
        {
            return;
        }

        foreach ((Call call, Func<Task> start) in workload.Begin(open))
        {
            Issue(call, start);
            CommitAll();
        }
    }

    /// <summary>Closes the store.</summary>
    public void Close()
    {
        if (store is not { } closing)
        {
            return;
        }

        store = null;
        try
        {
            AtOnce.Require(closing.DisposeAsync());
        }
        catch (Exception exception) when (exception is not InvariantException)
        {
            if (exception is not StoreException)
            {
                Blame("closing", "an error of the store's own", exception.ToString());
            }
        }

        DrainKept();
    }

    /// <summary>Does something: mostly one call or a few together, now and then what a process or an operator does.</summary>
    public void Step()
    {
        if (store is null)
        {
            return;
        }

        switch (chance.Next(0, 60))
        {
            case 0:
                Close();
                Open();
                break;
            case 1:
                StepUnderReader();
                break;
            default:
                CallSome();
                break;
        }
    }

    /// <summary>Makes one to four calls that wait for one commit together.</summary>
    public void CallSome()
    {
        if (store is not { } open)
        {
            return;
        }

        clock.Advance(TimeSpan.FromMilliseconds(chance.Next(0, 900)));
        int count = chance.Happens(0.5) ? 1 : chance.Next(2, 5);
        for (int i = 0; i < count; i++)
        {
            (Call call, Func<Task> start) = workload.Next(open);
            Issue(call, start);
        }

        CommitAll();
    }

    public void Dispose()
    {
        TakesImages = false;
        Disk.Faults = null;
        Close();
        FaultVfs.Unmount(folder.LiveFolder);
        SynchronizationContext.SetSynchronizationContext(contextBefore);
        folder.Dispose();
    }

    private void Issue(Call call, Func<Task> start)
    {
        Tally.Calls++;
        issued.Add(call);
        _ = start();
    }

    /// <summary>A reader of the product's own holds a snapshot, so that no checkpoint can copy all of the log.</summary>
    public void StepUnderReader()
    {
        if (store is not { } open)
        {
            return;
        }

        int calls = chance.Next(2, 12);
        try
        {
            AtOnce.Require(open.Access.ReadAsync(
                static (connection, trial) =>
                {
                    _ = connection.Ask("PRAGMA user_version");
                    for (int i = 0; i < trial.calls && trial.trial.violations.Count == 0; i++)
                    {
                        trial.trial.CallSome();
                    }

                    return 0;
                },
                (trial: this, calls),
                Never));
        }
        catch (StoreException)
        {
            // A read that fails has no outcome that could be dishonest.
            return;
        }
    }

    private void CommitAll()
    {
        while (store is { } open && violations.Count == 0)
        {
            isWriting = true;
            bool hasCommitted = CommitOnce(open);
            isWriting = false;
            if (!hasCommitted)
            {
                break;
            }

            Tally.Transactions++;
            AfterTransaction();
        }

        if (violations.Count == 0 && issued.Exists(call => call.Outcome == CallOutcome.Waiting))
        {
            Blame($"transaction of {string.Join(", ", issued)}", "an answer to each caller", "callers who wait for ever");
        }
    }

    private bool CommitOnce(SqliteStore open)
    {
        try
        {
            bool hasCommitted = open.Access.Writer.CommitWaiting();
            context.Pump();
            return hasCommitted;
        }
        catch (Exception exception) when (exception is not InvariantException)
        {
            Blame("committing", "an answer to each caller", $"the writer itself fails: {exception}");
            return false;
        }
    }

    private void OnAnswer(Call call)
    {
        Disk.Note(((ulong)call.Number << 8) | (ulong)call.Outcome);
        if (call is { Outcome: CallOutcome.Done, IsPromise: true })
        {
            States.Promise(call.ToString(), isWriting);
        }
    }

    private void OnChange()
    {
        if (!TakesImages || violations.Count > 0 || Tally.Images >= settings.MostImages)
        {
            return;
        }

        try
        {
            TakeImage();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // It must not fall through SQLite, which knows nothing of exceptions.
            Blame($"image {Tally.Images}", "an image that can be judged", exception.ToString());
        }
    }
}
