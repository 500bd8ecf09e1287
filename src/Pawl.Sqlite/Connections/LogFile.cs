using System.Runtime.InteropServices;
using SQLitePCL;

namespace Pawl.Sqlite.Connections;

/// <summary>The write-ahead log as a file, below SQLite's understanding of it.</summary>
internal static unsafe class LogFile
{
    /// <summary>SQLITE_FCNTL_JOURNAL_POINTER: in this journal mode, the log.</summary>
    private const int JournalPointer = 28;

    /// <summary>SQLITE_SYNC_NORMAL.</summary>
    private const int NormalSync = 2;

    private const int PartBytes = 65_536;

    /// <summary>Writes each byte of the log to where it is, and waits until it is on the disk.</summary>
    /// <remarks>After a sync has failed, Linux holds pages that never reached the disk for clean: they are read as if they were there,
    /// and no later sync writes them. What SQLite copies from such a log into the database cannot be repeated after a power cut amid the
    /// copying, and the file would be damaged. Written again, the pages are on the disk before anything rests on them.</remarks>
    /// <param name="connection">The writer's connection, in no transaction.</param>
    /// <returns>How long the log is.</returns>
    public static long WriteAgain(PreparedConnection connection)
    {
        // SQLite's open file begins with what can be done with it (https://www.sqlite.org/c3ref/file.html).
        Methods** log = null;
        Check(connection, NativeMethods.FileControl(connection.Database.DangerousGetHandle(), null, JournalPointer, &log));
        if (log is null || *log is null)
        {
            return 0;
        }

        long length = 0;
        Check(connection, (*log)->Size(log, &length));
        byte[] part = new byte[(int)Math.Min(length, PartBytes)];
        fixed (byte* bytes = part)
        {
            for (long offset = 0; offset < length; offset += PartBytes)
            {
                int count = (int)Math.Min(length - offset, PartBytes);
                Check(connection, (*log)->Read(log, bytes, count, offset));
                Check(connection, (*log)->Write(log, bytes, count, offset));
            }
        }

        if (length > 0)
        {
            Check(connection, (*log)->Sync(log, NormalSync));
        }

        return length;
    }

    private static void Check(PreparedConnection connection, int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new SqliteFailure(code, raw.sqlite3_errstr(code).utf8_to_string(), "writing the log again");
        }
    }

    /// <summary>What can be done with an open file (https://www.sqlite.org/c3ref/io_methods.html); the rest is not needed.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Methods
    {
        public int Version;
        public void* Close;
        public delegate* unmanaged[Cdecl]<void*, byte*, int, long, int> Read;
        public delegate* unmanaged[Cdecl]<void*, byte*, int, long, int> Write;
        public void* Truncate;
        public delegate* unmanaged[Cdecl]<void*, int, int> Sync;
        public delegate* unmanaged[Cdecl]<void*, long*, int> Size;
    }
}
