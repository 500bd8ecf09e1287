using System.Runtime.InteropServices;

namespace Pawl.PowerCuts.Disk;

/// <summary>SQLite's tables of functions, as its documentation lays them out (https://www.sqlite.org/c3ref/vfs.html and
/// https://www.sqlite.org/c3ref/io_methods.html).</summary>
internal static unsafe class NativeTables
{
    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    public static extern Vfs* FindVfs(byte* name);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    public static extern int RegisterVfs(Vfs* vfs, int makeDefault);

    [DllImport("e_sqlite3", EntryPoint = "sqlite3_randomness")]
    public static extern void Randomness(int count, void* bytes);

    public struct Handle
    {
        public Methods* Methods;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Vfs
    {
        public int Version;
        public int HandleBytes;
        public int MaxPath;
        public Vfs* Next;
        public byte* Name;
        public void* State;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, Handle*, int, int*, int> Open;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int> Delete;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int*, int> Access;
        public void* FullPath;
        public fixed long Libraries[4];
        public delegate* unmanaged[Cdecl]<Vfs*, int, byte*, int> Randomness;
        public fixed long Time[4];
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, void*, int> SetSystemCall;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, void*> GetSystemCall;
        public void* NextSystemCall;
    }

    [StructLayout(LayoutKind.Sequential)]
    public struct Methods
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<Handle*, int> Close;
        public delegate* unmanaged[Cdecl]<Handle*, byte*, int, long, int> Read;
        public delegate* unmanaged[Cdecl]<Handle*, byte*, int, long, int> Write;
        public delegate* unmanaged[Cdecl]<Handle*, long, int> Truncate;
        public delegate* unmanaged[Cdecl]<Handle*, int, int> Sync;
        public delegate* unmanaged[Cdecl]<Handle*, long*, int> Size;
        public delegate* unmanaged[Cdecl]<Handle*, int, int> Lock;
        public fixed long Others[5];
        public delegate* unmanaged[Cdecl]<Handle*, int, int, int, void**, int> MapIndex;
        public delegate* unmanaged[Cdecl]<Handle*, int, int, int, int> LockIndex;
        public fixed long Rest[4];
    }
}
