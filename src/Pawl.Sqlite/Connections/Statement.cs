using System.Buffers.Binary;
using System.Text;
using SQLitePCL;

namespace Pawl.Sqlite.Connections;

/// <summary>A prepared statement, bound by the numbers of its <c>$n</c> parameters. Used by one thread.</summary>
/// <remarks>It does not stand on ADO.NET, because a command and a reader for each of several hundred thousand rows a
/// second cost more than the rows do.</remarks>
internal sealed unsafe class Statement : IDisposable
{
    private const nint StaysInPlace = 0;
    private const nint IsCopied = -1;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt owner;
    private readonly nint databaseHandle;
    private readonly nint handle;
    private readonly NameCache names;
    private readonly string path;

    // SQLite numbers $n in the order in which it meets them; this is from n to SQLite's number.
    private readonly int[] slots;

    // Bindings outlive a reset, and most are the same in all rows of a batch: those need no call.
    private readonly Binding[] bindings;

    public Statement(sqlite3 database, SqlFile file, NameCache names)
    {
        this.database = database;
        this.names = names;
        path = file.Path;
        int code = raw.sqlite3_prepare_v3(database, file.Text, raw.SQLITE_PREPARE_PERSISTENT, out owner);
        SqliteErrors.ThrowIfError(code, database, path);
        databaseHandle = database.DangerousGetHandle();
        handle = owner.DangerousGetHandle();
        slots = new int[raw.sqlite3_bind_parameter_count(owner) + 1];
        bindings = new Binding[slots.Length];
        for (int slot = 1; slot < slots.Length; slot++)
        {
            string name = raw.sqlite3_bind_parameter_name(owner, slot).utf8_to_string();
            slots[int.Parse(name.AsSpan(1), provider: null)] = slot;
        }
    }

    public Statement Bind(int parameter, long value)
    {
        if (Changes(parameter, new Binding(BindingKind.Number, value)))
        {
            Check(NativeMethods.BindInt64(handle, slots[parameter], value));
        }

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

        bindings[parameter] = default;
        byte[] encoded = Encoding.UTF8.GetBytes(value);
        fixed (byte* bytes = encoded)
        {
            // An empty array has no address, which SQLite would take for NULL.
            byte nothing = 0;
            Check(NativeMethods.BindText(handle, slots[parameter], bytes is null ? &nothing : bytes, encoded.Length, IsCopied));
        }

        return this;
    }

    /// <summary>Binds text that comes again in many rows.</summary>
    public Statement BindName(int parameter, string value)
    {
        if (!names.TryEncode(value, out byte* bytes, out int length))
        {
            return Bind(parameter, value);
        }

        if (Changes(parameter, new Binding(BindingKind.Name, (nint)bytes)))
        {
            Check(NativeMethods.BindText(handle, slots[parameter], bytes, length, StaysInPlace));
        }

        return this;
    }

    public Statement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        bindings[parameter] = default;
        fixed (byte* bytes = value)
        {
            // An empty span has no address, which SQLite would take for NULL.
            Check(bytes is null
                ? NativeMethods.BindZeroBlob(handle, slots[parameter], 0)
                : NativeMethods.BindBlob(handle, slots[parameter], bytes, value.Length, IsCopied));
        }

        return this;
    }

    public Statement Bind(int parameter, ReadOnlyMemory<byte>? value) =>
        value is { } known ? Bind(parameter, known.Span) : BindNull(parameter);

    public Statement BindNonce(int parameter, UInt128 nonce)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, nonce);
        return Bind(parameter, bytes);
    }

    public Statement BindNull(int parameter)
    {
        if (Changes(parameter, new Binding(BindingKind.Null, 0)))
        {
            Check(NativeMethods.BindNull(handle, slots[parameter]));
        }

        return this;
    }

    /// <summary>Moves to the next row. Call <see cref="Reset"/> when no more rows are wanted.</summary>
    public bool Step()
    {
        int code = NativeMethods.Step(handle);
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
        if (Step())
        {
            throw new InvalidOperationException($"{path} returned a row that nobody reads.");
        }

        return NativeMethods.Changes(databaseHandle);
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

    // What reset returns is the error of the last step once more, which was thrown then.
    public void Reset() => _ = NativeMethods.Reset(handle);

    public bool IsNull(int column) => NativeMethods.ColumnType(handle, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => NativeMethods.ColumnInt64(handle, column);

    public int GetInt32(int column) => (int)GetInt64(column);

    public long? GetNullableInt64(int column) => IsNull(column) ? null : GetInt64(column);

    /// <summary>Reads text that comes again in many rows.</summary>
    public string GetName(int column) => names.Decode(GetSpan(column));

    public string? GetText(int column) => IsNull(column) ? null : Encoding.UTF8.GetString(GetSpan(column));

    /// <summary>Reads bytes that stay where they are until the statement moves on.</summary>
    public ReadOnlySpan<byte> GetSpan(int column)
    {
        byte* bytes = NativeMethods.ColumnBlob(handle, column);
        return bytes is null ? [] : new ReadOnlySpan<byte>(bytes, NativeMethods.ColumnBytes(handle, column));
    }

    // Written out, because "null : array" would make an empty memory out of null.
    public ReadOnlyMemory<byte>? GetBlob(int column) =>
        IsNull(column) ? default(ReadOnlyMemory<byte>?) : new ReadOnlyMemory<byte>(GetSpan(column).ToArray());

    public void Dispose() => owner.Dispose();

    private bool Changes(int parameter, Binding wanted)
    {
        if (bindings[parameter] == wanted)
        {
            return false;
        }

        bindings[parameter] = wanted;
        return true;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            SqliteErrors.ThrowIfError(code, database, path);
        }
    }

    private enum BindingKind : byte
    {
        /// <summary>Nothing yet, or bytes of which SQLite has a copy.</summary>
        Other,
        Null,
        Number,
        Name,
    }

    /// <summary>What a parameter is bound to: a number, or the place of a name.</summary>
    private readonly record struct Binding(BindingKind Kind, long Value);
}
