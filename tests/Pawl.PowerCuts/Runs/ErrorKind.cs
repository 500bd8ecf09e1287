using Pawl.PowerCuts.Disk;
using SQLitePCL;

namespace Pawl.PowerCuts.Runs;

/// <summary>A way in which an operation of the disk fails.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Fault">How it fails.</param>
internal sealed record ErrorKind(string Name, DiskOperation Operation, Fault Fault)
{
    /// <summary>All ways, each for one operation. None for a folder's sync: SQLite takes it for done when the folder cannot be opened,
    /// so that would test SQLite's choice.</summary>
    public static IReadOnlyList<ErrorKind> All { get; } =
    [
        new("CANTOPEN", DiskOperation.Open, new Fault(raw.SQLITE_CANTOPEN)),
        new("NOMEM", DiskOperation.Open, new Fault(raw.SQLITE_NOMEM)),
        new("IOERR", DiskOperation.Read, InputOutput(1)),
        new("short", DiskOperation.Read, Fault.None with { IsShort = true }),
        new("NOMEM", DiskOperation.Read, InputOutput(12)),
        new("IOERR, half written", DiskOperation.Write, InputOutput(3) with { IsHalfDone = true }),
        new("short", DiskOperation.Write, Fault.None with { IsShort = true }),
        new("FULL", DiskOperation.Write, new Fault(raw.SQLITE_FULL)),
        new("FULL, half written", DiskOperation.Write, new Fault(raw.SQLITE_FULL) { IsHalfDone = true }),
        new("FULL for a while", DiskOperation.Write, new Fault(raw.SQLITE_FULL)) { Lasts = 60 },
        new("IOERR, pages dropped", DiskOperation.Sync, InputOutput(4) with { DropsPages = true }),
        new("IOERR, pages kept", DiskOperation.Sync, InputOutput(4)),
        new("IOERR for ever, pages dropped", DiskOperation.Sync, InputOutput(4) with { DropsPages = true }) { Lasts = long.MaxValue },
        new("IOERR", DiskOperation.Truncate, InputOutput(6)),
        new("IOERR", DiskOperation.Delete, InputOutput(10)),
        new("IOERR", DiskOperation.Size, InputOutput(7)),
        new("IOERR", DiskOperation.Access, InputOutput(13)),
        new("BUSY", DiskOperation.Lock, new Fault(raw.SQLITE_BUSY)),
        new("IOERR", DiskOperation.Lock, InputOutput(15)),
        new("IOERR", DiskOperation.MapIndex, InputOutput(21)),
        new("NOMEM", DiskOperation.MapIndex, new Fault(raw.SQLITE_NOMEM)),
        new("BUSY", DiskOperation.LockIndex, new Fault(raw.SQLITE_BUSY)),
        new("IOERR", DiskOperation.LockIndex, InputOutput(20)),
    ];

    /// <summary>How many operations of the same sort fail after the first: 0 when the error comes once.</summary>
    public long Lasts { get; init; }

    /// <summary>Whether there is no room: no reason for a store to stop.</summary>
    public bool IsFull => Fault.Code == raw.SQLITE_FULL;

    public override string ToString() => $"{Operation} {Name}";

    // The extended codes of SQLITE_IOERR (https://www.sqlite.org/rescode.html).
    private static Fault InputOutput(int which) => new(raw.SQLITE_IOERR | (which << 8));
}
