using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pawl.Sqlite.Connections;

/// <summary>Opens the one connection that writes, and checkpoints for it.</summary>
internal static unsafe class WriterConnection
{
    private const int PageBytes = 8_192;

    /// <summary>SQLITE_CONFIG_MEMSTATUS.</summary>
    private const int MemoryStatistics = 9;

    /// <summary>SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE.</summary>
    private const int NoCheckpointOnClose = 1_006;

    /// <summary>SQLITE_FCNTL_HAS_MOVED.</summary>
    private const int AskWhetherMoved = 20;

    public static PreparedConnection Open(DatabaseFile file, int cacheKiB)
    {
        Batteries_V2.Init();

        // SQLite would count every allocation under a lock, for statistics that nobody here reads. Refused, and of no
        // consequence, when the application has used SQLite before.
        _ = raw.sqlite3_config(MemoryStatistics, 0);
        var connection = new SqliteConnection(file.ForWriter);
        try
        {
            connection.Open();
            var prepared = new PreparedConnection(connection);
            KeepLogOnClose(prepared, true);
            prepared.Run($"PRAGMA cache_size = -{cacheKiB}");
            prepared.Run("PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0");

            // A file that someone crafted must not run functions from its schema, nor confuse the b-tree.
            prepared.Run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
            if (!file.IsMemory)
            {
                // Takes effect in a new file only. Half as many pages to log, copy and balance as with SQLite's 4 KiB.
                prepared.Run($"PRAGMA page_size = {PageBytes}");
                prepared.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
            }

            return prepared;
        }
        catch (Exception)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Lets the log stay when the connection closes, or lets SQLite copy it into the database then and delete it. It stays unless
    /// all is well: copying what a failed sync has kept from the disk could damage the database (<see cref="LogFile"/>).</summary>
    public static void KeepLogOnClose(PreparedConnection connection, bool isKept) => SqliteErrors.ThrowIfError(
        raw.sqlite3_db_config(connection.Database, NoCheckpointOnClose, isKept ? 1 : 0, out _), connection.Database, "keeping the log");

    /// <summary>Counts the frames of the write-ahead log after each commit, and so takes the place of SQLite's automatic
    /// checkpoints, which would make a caller wait for them.</summary>
    /// <param name="connection">The writer's connection.</param>
    /// <param name="frames">Where to put the count; must stay where it is while the connection is open.</param>
    public static void CountLogFrames(PreparedConnection connection, int* frames) =>
        NativeMethods.WalHook(connection.Database.DangerousGetHandle(), &OnCommit, frames);

    /// <summary>Copies the log into the database.</summary>
    /// <param name="connection">The writer's connection.</param>
    /// <param name="mode">SQLite's mode, such as <see cref="raw.SQLITE_CHECKPOINT_TRUNCATE"/>.</param>
    /// <returns>Whether all of the log was copied; a reader may hold some of it back.</returns>
    public static bool Checkpoint(PreparedConnection connection, int mode)
    {
        int code = raw.sqlite3_wal_checkpoint_v2(connection.Database, "main", mode, out int logged, out int copied);
        if ((code & 0xff) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED)
        {
            return false;
        }

        SqliteErrors.ThrowIfError(code, connection.Database, "checkpoint");
        return logged == copied;
    }

    /// <summary>Whether the file was deleted, moved or replaced since it was opened: what is written to it then is lost.</summary>
    /// <param name="connection">The writer's connection.</param>
    public static bool HasLostFile(PreparedConnection connection)
    {
        int hasMoved = 0;
        int code = NativeMethods.FileControl(connection.Database.DangerousGetHandle(), null, AskWhetherMoved, &hasMoved);
        return code == raw.SQLITE_OK && hasMoved != 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnCommit(void* frames, void* database, byte* name, int count)
    {
        *(int*)frames = count;
        return raw.SQLITE_OK;
    }
}
