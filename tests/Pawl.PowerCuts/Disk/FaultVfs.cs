using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SQLitePCL;
using static Pawl.PowerCuts.Disk.NativeTables;

namespace Pawl.PowerCuts.Disk;

/// <summary>Puts an <see cref="IDisk"/> between SQLite and the files of a folder, for all of the process. Other files are not
/// concerned, and whoever opens a file with <see cref="Plain"/> goes past it.</summary>
/// <remarks>SQLite calls the operating system through a table of functions (https://www.sqlite.org/vfs.html). This one opens
/// through the usual table, then puts its own functions in the place of the file's.</remarks>
internal static unsafe class FaultVfs
{
    private static readonly ConcurrentDictionary<nint, OpenFile> OpenFiles = new();
    private static readonly ConcurrentDictionary<nint, nint> Tables = new();
    private static readonly ConcurrentDictionary<string, IDisk> Disks = new();
    private static readonly Lock Gate = new();
    private static Vfs* usual;
    private static delegate* unmanaged[Cdecl]<byte*, int*, int> usualOpenFolder;
    private static delegate* unmanaged[Cdecl]<int, byte*, nint, long, nint> usualRead;
    private static delegate* unmanaged[Cdecl]<int, byte*, nint, long, nint> usualWrite;
    private static ulong randomness;

    [ThreadStatic]
    private static bool nextIsShort;

    /// <summary>The name of SQLite's own layer.</summary>
    public static string Plain { get; private set; } = "";

    /// <summary>How many system calls did a half of what was asked only.</summary>
    public static long ShortCalls { get; private set; }

    /// <summary>Puts a disk between SQLite and the files of a folder. Call it before they are opened.</summary>
    public static void Mount(string folder, IDisk disk)
    {
        Install();
        Disks[folder] = disk;
    }

    /// <summary>Takes the disk away again; the files must be closed.</summary>
    public static void Unmount(string folder) => Disks.TryRemove(folder, out _);

    /// <summary>Makes what SQLite draws (the salts of its log) the same in each run of a seed.</summary>
    public static void SeedRandomness(ulong seed)
    {
        randomness = seed;
        Randomness(0, null);
    }

    private static void Install()
    {
        lock (Gate)
        {
            if (usual is not null)
            {
                return;
            }

            Batteries_V2.Init();
            usual = FindVfs(null);
            Plain = Marshal.PtrToStringUTF8((nint)usual->Name) ?? "";
            var mine = (Vfs*)NativeMemory.AllocZeroed((nuint)sizeof(Vfs));
            *mine = *usual;
            mine->Next = null;
            mine->Name = (byte*)Marshal.StringToHGlobalAnsi("faulty");
            mine->Open = &Open;
            mine->Delete = &Delete;
            mine->Access = &Access;
            mine->Randomness = &Draw;
            Invariant.Require(RegisterVfs(mine, 1) == 0, "SQLite did not take the faulty disk.");
            delegate* unmanaged[Cdecl]<byte*, int*, int> openFolder = &OpenFolder;
            usualOpenFolder = (delegate* unmanaged[Cdecl]<byte*, int*, int>)Replace("openDirectory"u8, openFolder);
            delegate* unmanaged[Cdecl]<int, byte*, nint, long, nint> read = &ReadSome;
            usualRead = (delegate* unmanaged[Cdecl]<int, byte*, nint, long, nint>)Replace("pread"u8, read);
            delegate* unmanaged[Cdecl]<int, byte*, nint, long, nint> write = &WriteSome;
            usualWrite = (delegate* unmanaged[Cdecl]<int, byte*, nint, long, nint>)Replace("pwrite"u8, write);
        }
    }

    /// <summary>Puts a function of ours in the place of a system call.</summary>
    private static void* Replace(ReadOnlySpan<byte> name, void* ours)
    {
        fixed (byte* call = name)
        {
            void* original = usual->GetSystemCall(usual, call);
            Invariant.Require(original is not null, "SQLite was built without a system call that is to be replaced.");
            Invariant.Require(usual->SetSystemCall(usual, call, ours) == 0, "SQLite did not take a system call of ours.");
            return original;
        }
    }

    private static IDisk? DiskOf(string path) =>
        Path.GetDirectoryName(path) is { } folder && Disks.TryGetValue(folder, out IDisk? disk) ? disk : null;

    private static string NameOf(byte* name) => Marshal.PtrToStringUTF8((nint)name) ?? "";

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* name, Handle* handle, int flags, int* outFlags)
    {
        string path = name is null ? "" : NameOf(name);
        IDisk? disk = DiskOf(path);
        if (disk?.Before(DiskOperation.Open, path) is { Happens: true } fault)
        {
            handle->Methods = null;
            return fault.Code;
        }

        int code = usual->Open(usual, name, handle, flags, outFlags);
        if (code != 0 || disk is null || handle->Methods is null)
        {
            return code;
        }

        Methods* original = handle->Methods;
        OpenFiles[(nint)handle] = new OpenFile((nint)original, path, disk);
        handle->Methods = (Methods*)Tables.GetOrAdd((nint)original, static known => (nint)MakeTable((Methods*)known));
        disk.Opened(path);
        return code;
    }

    private static Methods* MakeTable(Methods* original)
    {
        var table = (Methods*)NativeMemory.AllocZeroed((nuint)sizeof(Methods));
        *table = *original;
        table->Version = Math.Min(original->Version, 2);
        table->Close = &Close;
        table->Read = &Read;
        table->Write = &Write;
        table->Truncate = &Truncate;
        table->Sync = &Sync;
        table->Size = &Size;
        table->Lock = &LockFile;
        table->MapIndex = &MapIndex;
        table->LockIndex = &LockIndex;
        return table;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(Vfs* vfs, byte* name, int syncFolder)
    {
        string path = NameOf(name);
        IDisk? disk = DiskOf(path);
        if (disk?.Before(DiskOperation.Delete, path) is { Happens: true } fault)
        {
            return fault.Code;
        }

        // The folder's sync follows within the call, so the deletion is told first.
        disk?.Deleted(path);
        return usual->Delete(usual, name, syncFolder);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Access(Vfs* vfs, byte* name, int flags, int* answer)
    {
        string path = NameOf(name);
        return DiskOf(path)?.Before(DiskOperation.Access, path) is { Happens: true } fault
            ? fault.Code
            : usual->Access(usual, name, flags, answer);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Draw(Vfs* vfs, int count, byte* bytes)
    {
        for (int i = 0; i < count; i++)
        {
            randomness = (randomness * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407;
            bytes[i] = (byte)(randomness >> 56);
        }

        return count;
    }

    // SQLite opens a folder for one purpose: to sync it.
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OpenFolder(byte* name, int* descriptor)
    {
        string path = NameOf(name);
        IDisk? disk = DiskOf(path);
        if (disk?.Before(DiskOperation.SyncFolder, path) is { Happens: true } fault)
        {
            return fault.Code;
        }

        int code = usualOpenFolder(name, descriptor);
        if (code == 0)
        {
            disk?.FolderSynced();
        }

        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint ReadSome(int descriptor, byte* bytes, nint count, long offset) =>
        usualRead(descriptor, bytes, Shortened(count), offset);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint WriteSome(int descriptor, byte* bytes, nint count, long offset) =>
        usualWrite(descriptor, bytes, Shortened(count), offset);

    private static nint Shortened(nint count)
    {
        if (!nextIsShort)
        {
            return count;
        }

        nextIsShort = false;
        ShortCalls++;
        return Math.Max(1, count / 2);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(Handle* handle, byte* bytes, int count, long offset)
    {
        OpenFile file = OpenFiles[(nint)handle];
        Fault fault = file.Disk.Before(DiskOperation.Read, file.Path);
        if (fault.Happens)
        {
            return fault.Code;
        }

        nextIsShort = fault.IsShort;
        int code = file.Methods->Read(handle, bytes, count, offset);
        nextIsShort = false;
        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(Handle* handle, byte* bytes, int count, long offset)
    {
        OpenFile file = OpenFiles[(nint)handle];
        Fault fault = file.Disk.Before(DiskOperation.Write, file.Path);
        if (fault.Happens && !fault.IsHalfDone)
        {
            return fault.Code;
        }

        int written = fault.Happens ? count / 2 : count;
        nextIsShort = fault.IsShort;
        int code = file.Methods->Write(handle, bytes, written, offset);
        nextIsShort = false;
        if (code == 0)
        {
            file.Disk.Written(file.Path, offset, new ReadOnlySpan<byte>(bytes, written));
        }

        return fault.Happens ? fault.Code : code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(Handle* handle, long length)
    {
        OpenFile file = OpenFiles[(nint)handle];
        if (file.Disk.Before(DiskOperation.Truncate, file.Path) is { Happens: true } fault)
        {
            return fault.Code;
        }

        int code = file.Methods->Truncate(handle, length);
        if (code == 0)
        {
            file.Disk.Truncated(file.Path, length);
        }

        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(Handle* handle, int flags)
    {
        OpenFile file = OpenFiles[(nint)handle];
        if (file.Disk.Before(DiskOperation.Sync, file.Path) is { Happens: true } fault)
        {
            if (fault.DropsPages)
            {
                file.Disk.Synced(file.Path, isDropped: true);
            }

            return fault.Code;
        }

        // A new file's folder is synced within the call, after the file.
        file.Disk.Synced(file.Path, isDropped: false);
        return file.Methods->Sync(handle, flags);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Size(Handle* handle, long* length)
    {
        OpenFile file = OpenFiles[(nint)handle];
        return file.Disk.Before(DiskOperation.Size, file.Path) is { Happens: true } fault ? fault.Code : file.Methods->Size(handle, length);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int LockFile(Handle* handle, int level)
    {
        OpenFile file = OpenFiles[(nint)handle];
        return file.Disk.Before(DiskOperation.Lock, file.Path) is { Happens: true } fault ? fault.Code : file.Methods->Lock(handle, level);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int MapIndex(Handle* handle, int region, int bytes, int extend, void** mapped)
    {
        OpenFile file = OpenFiles[(nint)handle];
        if (file.Disk.Before(DiskOperation.MapIndex, file.Path) is { Happens: true } fault)
        {
            *mapped = null;
            return fault.Code;
        }

        return file.Methods->MapIndex(handle, region, bytes, extend, mapped);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int LockIndex(Handle* handle, int offset, int count, int flags)
    {
        OpenFile file = OpenFiles[(nint)handle];
        bool isTaken = (flags & 2) != 0;
        return isTaken && file.Disk.Before(DiskOperation.LockIndex, file.Path) is { Happens: true } fault
            ? fault.Code
            : file.Methods->LockIndex(handle, offset, count, flags);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(Handle* handle) =>
        OpenFiles.TryRemove((nint)handle, out OpenFile? file) ? file.Methods->Close(handle) : 0;

    private sealed class OpenFile(nint methods, string path, IDisk disk)
    {
        public Methods* Methods { get; } = (Methods*)methods;

        public string Path { get; } = path;

        public IDisk Disk { get; } = disk;
    }
}
