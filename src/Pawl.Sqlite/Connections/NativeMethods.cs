using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Pawl.Sqlite.Connections;

/// <summary>The calls that are made several times for each row, straight into SQLite.</summary>
/// <remarks>SQLitePCLRaw guards each call with a safe handle and a transition of the garbage collector, some two dozen times
/// for each job. These calls take nanoseconds, never block (the connection has one thread) and never call back, which is
/// what SuppressGCTransition asks for. Stepping may do all of that, so it keeps the transition.</remarks>
internal static unsafe partial class NativeMethods
{
    private const string Library = "e_sqlite3";

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_changes")]
    [SuppressGCTransition]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int Changes(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    [SuppressGCTransition]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int BindInt64(nint statement, int slot, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    [SuppressGCTransition]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int BindNull(nint statement, int slot);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_zeroblob")]
    [SuppressGCTransition]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int BindZeroBlob(nint statement, int slot, int bytes);

    /// <param name="statement">The statement.</param>
    /// <param name="slot">The place.</param>
    /// <param name="value">The bytes.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="ownership">0: the bytes stay where they are; -1: SQLite copies them.</param>
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    [SuppressGCTransition]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int BindText(nint statement, int slot, byte* value, int bytes, nint ownership);

    /// <param name="statement">The statement.</param>
    /// <param name="slot">The place.</param>
    /// <param name="value">The bytes.</param>
    /// <param name="bytes">How many.</param>
    /// <param name="ownership">0: the bytes stay where they are; -1: SQLite copies them.</param>
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    [SuppressGCTransition]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int BindBlob(nint statement, int slot, byte* value, int bytes, nint ownership);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type")]
    [SuppressGCTransition]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int ColumnType(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    [SuppressGCTransition]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial long ColumnInt64(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob")]
    [SuppressGCTransition]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial byte* ColumnBlob(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    [SuppressGCTransition]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int ColumnBytes(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_file_control")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial int FileControl(nint database, byte* name, int operation, void* argument);

    [LibraryImport(Library, EntryPoint = "sqlite3_wal_hook")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    internal static partial void* WalHook(
        nint database, delegate* unmanaged[Cdecl]<void*, void*, byte*, int, int> hook, void* argument);
}
