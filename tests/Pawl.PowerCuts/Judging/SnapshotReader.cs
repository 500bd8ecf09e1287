using System.Buffers.Binary;
using System.Text;
using Pawl.PowerCuts.Disk;
using SQLitePCL;

namespace Pawl.PowerCuts.Judging;

/// <summary>Reads files with plain SQLite, past any faulty disk.</summary>
internal sealed class SnapshotReader
{
    // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE: to look must not change.
    private const int NoCheckpointOnClose = 1_006;

    private readonly Dictionary<int, string> names = [];

    /// <summary>Reads a file that a power cut has left: SQLite recovers it as it would after any crash.</summary>
    /// <param name="path">The file.</param>
    /// <param name="complaint">What SQLite says of the file when it is not sound.</param>
    public Snapshot ReadImage(string path, out string? complaint)
    {
        // One connection, so the index of the log may be in its memory instead of a third file.
        using sqlite3 database = Open(path, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, "PRAGMA locking_mode = EXCLUSIVE");
        return Read(database, hasIntegrityCheck: true, out complaint);
    }

    /// <summary>Reads a file that a store has open.</summary>
    public Snapshot ReadLive(string path, out string? complaint)
    {
        using sqlite3 database = Open(path, raw.SQLITE_OPEN_READWRITE, "PRAGMA query_only = ON");
        return Read(database, hasIntegrityCheck: false, out complaint);
    }

    private static sqlite3 Open(string path, int flags, string setting)
    {
        int code = raw.sqlite3_open_v2(path, out sqlite3 database, flags, FaultVfs.Plain);
        if (code != raw.SQLITE_OK)
        {
            throw new InvalidOperationException($"Plain SQLite cannot open {path}: error {code}.");
        }

        _ = raw.sqlite3_db_config(database, NoCheckpointOnClose, 1, out _);
        _ = raw.sqlite3_exec(database, setting);
        return database;
    }

    private Snapshot Read(sqlite3 database, bool hasIntegrityCheck, out string? complaint)
    {
        var hash = new Digest();
        try
        {
            complaint = null;
            if (hasIntegrityCheck)
            {
                List<string> found = [];
                Each(database, StoreQueries.Integrity, row => found.Add(Text(row, 0)));
                complaint = found is ["ok"] ? null : string.Join("; ", found);
            }

            List<string> tables = [];
            Each(database, StoreQueries.Tables, row => tables.Add(Text(row, 0)));
            return tables.Contains("job") ? ReadTables(database, tables, hash) : Snapshot.Empty;
        }
        catch (InvalidDataException exception)
        {
            complaint = exception.Message;
            return Snapshot.Empty;
        }
    }

    private Snapshot ReadTables(sqlite3 database, List<string> tables, Digest hash)
    {
        List<StoredJob> jobs = [];
        Each(database, StoreQueries.Jobs, row => jobs.Add(ReadJob(row, hash)));
        List<(string, string, string, long)> counters = [];
        Each(database, StoreQueries.Counters, row => counters.Add(
            (hash.Add(Text(row, 0)), hash.Add(Text(row, 1)), hash.Add(Text(row, 2)), hash.Add(Number(row, 3)))));
        List<(string, string, long)> keys = [];
        Each(database, StoreQueries.Keys, row => keys.Add((hash.Add(Text(row, 0)), hash.Add(Text(row, 1)), hash.Add(Number(row, 2)))));
        List<string> paused = [];
        Each(database, StoreQueries.PausedQueues, row => paused.Add(hash.Add(Text(row, 0))));
        List<(long, long)> effects = [];
        List<long> markers = [];
        if (tables.Contains("effect"))
        {
            Each(database, StoreQueries.Effects, row => effects.Add((hash.Add(Number(row, 0)), hash.Add(Number(row, 1)))));
            Each(database, StoreQueries.Markers, row => markers.Add(hash.Add(Number(row, 0))));
        }

        return new Snapshot(jobs, counters, keys, paused, effects, markers) { Digest = hash.Value };
    }

    private StoredJob ReadJob(sqlite3_stmt row, Digest hash) => new()
    {
        Id = hash.Add(Number(row, 0)),
        IsFinished = hash.Add(Number(row, 1)) == 1,
        Queue = hash.Add(Text(row, 2)),
        Type = hash.Add(Text(row, 3)),
        State = hash.Add(Text(row, 4)),
        Attempt = hash.Add(Number(row, 5)),
        Token = hash.Add(Number(row, 6)),
        Payload = (ulong)hash.Add((long)Digest.Of(raw.sqlite3_column_blob(row, 7))),
        UniqueKey = raw.sqlite3_column_type(row, 8) == raw.SQLITE_NULL ? null : hash.Add(Text(row, 8)),
        At = hash.Add(Number(row, 9)),
    };

    private static void Each(sqlite3 database, string sql, Action<sqlite3_stmt> read)
    {
        int code = raw.sqlite3_prepare_v2(database, sql, out sqlite3_stmt statement);
        using (statement)
        {
            while (code == raw.SQLITE_OK && (code = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
            {
                read(statement);
                code = raw.SQLITE_OK;
            }
        }

        if (code != raw.SQLITE_DONE)
        {
            throw new InvalidDataException($"SQLite says {raw.sqlite3_errmsg(database).utf8_to_string()} ({code}) of {sql}");
        }
    }

    private static long Number(sqlite3_stmt row, int column) => raw.sqlite3_column_int64(row, column);

    /// <summary>Reads text that comes again and again.</summary>
    private string Text(sqlite3_stmt row, int column)
    {
        ReadOnlySpan<byte> bytes = raw.sqlite3_column_blob(row, column);
        int code = (int)Digest.Of(bytes);
        if (!names.TryGetValue(code, out string? name) || name.Length != bytes.Length)
        {
            names[code] = name = Encoding.UTF8.GetString(bytes);
        }

        return name;
    }

    /// <summary>Hashes what is read, in order. Not for adversaries: FNV-1a over words.</summary>
    internal sealed class Digest
    {
        private const ulong Prime = 1_099_511_628_211;

        public ulong Value { get; private set; } = 14_695_981_039_346_656_037;

        public static ulong Of(ReadOnlySpan<byte> bytes)
        {
            ulong hash = 14_695_981_039_346_656_037 ^ (ulong)bytes.Length;
            for (; bytes.Length >= 8; bytes = bytes[8..])
            {
                hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * Prime;
                hash ^= hash >> 29;
            }

            foreach (byte one in bytes)
            {
                hash = (hash ^ one) * Prime;
            }

            return hash;
        }

        public long Add(long number)
        {
            Value = (Value ^ (ulong)number) * Prime;
            Value ^= Value >> 29;
            return number;
        }

        public string Add(string text)
        {
            foreach (char letter in text)
            {
                Value = (Value ^ letter) * Prime;
            }

            Add(text.Length);
            return text;
        }
    }
}
