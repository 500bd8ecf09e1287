using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Pawl.Sqlite.Tests.Files;

namespace Pawl.Sqlite.Tests.Faults;

/// <summary>A disk that fails on request: a layer between SQLite and the files of one store. Other files are not
/// concerned.</summary>
/// <remarks>SQLite calls the operating system through a table of functions (https://www.sqlite.org/vfs.html). This one
/// opens through the usual table, then puts its own write and sync in the place of the file's.</remarks>
internal static unsafe class FaultyDisk
{
    private static readonly ConcurrentDictionary<nint, (nint Original, string Name)> OpenFiles = new();
    private static readonly ConcurrentDictionary<nint, nint> Tables = new();
    private static readonly Lock Gate = new();
    private static Vfs* usual;

    /// <summary>Given the operation (<c>write</c> or <c>sync</c>) and the file, the SQLite error to return, or 0.</summary>
    private static readonly ConcurrentDictionary<string, Func<string, string, int>> Faults = new();

    /// <summary>Lets operations on the files of a store fail.</summary>
    public static void Break(StoreFile file, Func<string, string, int> fault) => Faults[file.Path] = fault;

    /// <summary>Puts the disk right again.</summary>
    public static void Repair(StoreFile file) => Faults.TryRemove(file.Path, out _);

    /// <summary>Makes SQLite use this layer in the whole process. Call it before the store is opened.</summary>
    public static void Install()
    {
        lock (Gate)
        {
            if (usual is not null)
            {
                return;
            }

            SQLitePCL.Batteries_V2.Init();
            usual = FindVfs(null);
            var mine = (Vfs*)NativeMemory.AllocZeroed((nuint)sizeof(Vfs));
            *mine = *usual;
            mine->Next = null;
            mine->Name = (byte*)Marshal.StringToHGlobalAnsi("faulty");
            mine->Open = &Open;
            Invariant.Require(RegisterVfs(mine, 1) == 0, "SQLite did not take the faulty disk.");
        }
    }

    private static int FaultOf(string operation, string name)
    {
        foreach ((string path, Func<string, string, int> fault) in Faults)
        {
            if (name.StartsWith(path, StringComparison.Ordinal))
            {
                return fault(operation, name);
            }
        }

        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* name, Handle* handle, int flags, int* outFlags)
    {
        int code = usual->Open(usual, name, handle, flags, outFlags);
        if (code != 0 || name is null || handle->Methods is null)
        {
            return code;
        }

        Methods* original = handle->Methods;
        OpenFiles[(nint)handle] = ((nint)original, Marshal.PtrToStringUTF8((nint)name) ?? "");
        handle->Methods = (Methods*)Tables.GetOrAdd((nint)original, static known => (nint)MakeTable((Methods*)known));
        return code;
    }

    private static Methods* MakeTable(Methods* original)
    {
        var table = (Methods*)NativeMemory.AllocZeroed((nuint)sizeof(Methods));
        *table = *original;
        table->Write = &Write;
        table->Sync = &Sync;
        table->Close = &Close;
        return table;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(Handle* handle, byte* bytes, int count, long offset)
    {
        (nint original, string name) = OpenFiles[(nint)handle];
        int fault = FaultOf("write", name);
        return fault != 0 ? fault : ((Methods*)original)->Write(handle, bytes, count, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(Handle* handle, int flags)
    {
        (nint original, string name) = OpenFiles[(nint)handle];
        int fault = FaultOf("sync", name);
        return fault != 0 ? fault : ((Methods*)original)->Sync(handle, flags);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(Handle* handle) =>
        OpenFiles.TryRemove((nint)handle, out (nint Original, string Name) file) ? ((Methods*)file.Original)->Close(handle) : 0;

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    private static extern Vfs* FindVfs(byte* name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    private static extern int RegisterVfs(Vfs* vfs, int makeDefault);

    private struct Handle
    {
        public Methods* Methods;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Vfs
    {
        public int Version;
        public int HandleBytes;
        public int MaxPath;
        public Vfs* Next;
        public byte* Name;
        public void* Data;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, Handle*, int, int*, int> Open;
        public fixed long Others[15];
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Methods
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<Handle*, int> Close;
        public void* Read;
        public delegate* unmanaged[Cdecl]<Handle*, byte*, int, long, int> Write;
        public void* Truncate;
        public delegate* unmanaged[Cdecl]<Handle*, int, int> Sync;
        public fixed long Others[13];
    }
}
