using System.Runtime.InteropServices;
using System.Text;

namespace Pawl.Sqlite.Connections;

/// <summary>Turns the few names that come again in every row (queues, types, states) from and to UTF-8 without making them
/// anew. Used by one thread.</summary>
internal sealed unsafe class NameCache : IDisposable
{
    // Queues times types of one application; beyond it names are made anew, which is slower and right.
    private const int Capacity = 4_096;

    private readonly Dictionary<string, Entry> entries = [];
    private readonly Dictionary<int, Entry> decoded = [];

    /// <summary>The UTF-8 of a name, at a place that does not move while the cache lives.</summary>
    /// <returns>Whether it is in the cache.</returns>
    public bool TryEncode(string name, out byte* bytes, out int length)
    {
        Entry entry = EntryOf(name);
        bytes = entry.Bytes;
        length = entry.Length;
        return bytes is not null;
    }

    public string Decode(ReadOnlySpan<byte> bytes)
    {
        int code = HashOf(bytes);
        if (decoded.TryGetValue(code, out Entry known) && bytes.SequenceEqual(new ReadOnlySpan<byte>(known.Bytes, known.Length)))
        {
            return known.Name;
        }

        string name = Encoding.UTF8.GetString(bytes);
        Entry entry = EntryOf(name);
        if (entry.Bytes is not null)
        {
            decoded[code] = entry;
        }

        return name;
    }

    public void Dispose()
    {
        foreach (Entry entry in entries.Values)
        {
            NativeMemory.Free(entry.Bytes);
        }

        entries.Clear();
        decoded.Clear();
    }

    private static int HashOf(ReadOnlySpan<byte> bytes)
    {
        // FNV-1a: names are short, and a collision only costs a comparison.
        uint hash = 2_166_136_261;
        foreach (byte one in bytes)
        {
            hash = (hash ^ one) * 16_777_619;
        }

        return (int)hash;
    }

    private Entry EntryOf(string name)
    {
        if (entries.TryGetValue(name, out Entry entry))
        {
            return entry;
        }

        if (entries.Count == Capacity)
        {
            return new Entry(name, null, 0);
        }

        int length = Encoding.UTF8.GetByteCount(name);
        var bytes = (byte*)NativeMemory.Alloc((nuint)length + 1);
        Encoding.UTF8.GetBytes(name, new Span<byte>(bytes, length));
        entry = new Entry(name, bytes, length);
        entries.Add(name, entry);
        return entry;
    }

    private readonly struct Entry(string name, byte* bytes, int length)
    {
        public string Name { get; } = name;

        public byte* Bytes { get; } = bytes;

        public int Length { get; } = length;
    }
}
