using System.Text;
using SQLitePCL;

namespace Pawl.Sqlite.Connections;

/// <summary>A prepared statement, bound by the numbers of its <c>$n</c> parameters. Used by one thread.</summary>
/// <remarks>It stands on SQLitePCLRaw and not on ADO.NET, because a command and a reader for each of several hundred
/// thousand rows a second cost more than the rows do.</remarks>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 database;
    private readonly sqlite3_stmt handle;
    private readonly NameCache names;
    private readonly string path;

    // SQLite numbers $n in the order in which it meets them; this is from n to SQLite's number.
    private readonly int[] slots;

    public Statement(sqlite3 database, SqlFile file, NameCache names)
    {
        this.database = database;
        this.names = names;
        path = file.Path;
        int code = raw.sqlite3_prepare_v3(database, file.Text, raw.SQLITE_PREPARE_PERSISTENT, out handle);
        SqliteErrors.ThrowIfError(code, database, path);
        slots = new int[raw.sqlite3_bind_parameter_count(handle) + 1];
        for (int slot = 1; slot < slots.Length; slot++)
        {
            string name = raw.sqlite3_bind_parameter_name(handle, slot).utf8_to_string();
            slots[int.Parse(name.AsSpan(1), provider: null)] = slot;
        }
    }

    public Statement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(handle, slots[parameter], value));
        return this;
    }

    public Statement Bind(int parameter, long? value) => value is { } known ? Bind(parameter, known) : BindNull(parameter);

    /// <summary>Binds text that is different in every row.</summary>
    public Statement Bind(int parameter, string? value)
    {
        if (value is null)
        {
            return BindNull(parameter);
        }

        Check(raw.sqlite3_bind_text(handle, slots[parameter], Encoding.UTF8.GetBytes(value)));
        return this;
    }

    /// <summary>Binds text that comes again in many rows.</summary>
    public Statement BindName(int parameter, string value)
    {
        Check(raw.sqlite3_bind_text(handle, slots[parameter], names.Encode(value)));
        return this;
    }

    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // An empty span has no address, which SQLite would take for NULL.
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, slots[parameter], 0)
            : raw.sqlite3_bind_blob(handle, slots[parameter], value));
        return this;
    }

    public Statement Bind(int parameter, ReadOnlyMemory<byte>? value) =>
        value is { } known ? Bind(parameter, known.Span) : BindNull(parameter);

    public Statement BindNonce(int parameter, UInt128 nonce)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, nonce);
        return Bind(parameter, bytes);
    }

    public Statement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(handle, slots[parameter]));
        return this;
    }

    /// <summary>Moves to the next row. Call <see cref="Reset"/> when no more rows are wanted.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW)
        {
            return true;
        }

        Reset();
        Check(code == raw.SQLITE_DONE ? raw.SQLITE_OK : code);
        return false;
    }

    /// <summary>Runs a statement that returns no rows.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute()
    {
        Invariant.Require(!Step(), $"{path} returned a row that nobody reads.");
        return raw.sqlite3_changes(database);
    }

    /// <summary>Reads the one number that the statement returns.</summary>
    public long? ReadNumber()
    {
        if (!Step())
        {
            return null;
        }

        long? number = GetNullableInt64(0);
        Reset();
        return number;
    }

    public void Reset() => raw.sqlite3_reset(handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(handle, column);

    public int GetInt32(int column) => raw.sqlite3_column_int(handle, column);

    public long? GetNullableInt64(int column) => IsNull(column) ? null : GetInt64(column);

    /// <summary>Reads text that comes again in many rows.</summary>
    public string GetName(int column) => names.Decode(raw.sqlite3_column_blob(handle, column));

    public string? GetText(int column) =>
        IsNull(column) ? null : Encoding.UTF8.GetString(raw.sqlite3_column_blob(handle, column));

    public ReadOnlySpan<byte> GetSpan(int column) => raw.sqlite3_column_blob(handle, column);

    public ReadOnlyMemory<byte>? GetBlob(int column) => IsNull(column) ? null : GetSpan(column).ToArray();

    public void Dispose() => handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteErrors.ThrowIfError(code, database, path);
        }
    }
}
