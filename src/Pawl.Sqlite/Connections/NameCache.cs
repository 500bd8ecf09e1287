using System.Text;

namespace Pawl.Sqlite.Connections;

/// <summary>Turns the few names that come again in every row (queues, types, states) from and to UTF-8 without allocating
/// them anew. Used by one thread.</summary>
internal sealed class NameCache
{
    // Queues times types of one application; beyond it names are made anew, which is slower and right.
    private const int Capacity = 4_096;

    private readonly Dictionary<string, byte[]> encoded = [];
    private readonly Dictionary<int, string> decoded = [];

    public byte[] Encode(string name)
    {
        if (!encoded.TryGetValue(name, out byte[]? bytes))
        {
            bytes = Encoding.UTF8.GetBytes(name);
            if (encoded.Count < Capacity)
            {
                encoded.Add(name, bytes);
            }
        }

        return bytes;
    }

    public string Decode(ReadOnlySpan<byte> bytes)
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        int code = hash.ToHashCode();
        if (decoded.TryGetValue(code, out string? name) && bytes.SequenceEqual(Encode(name)))
        {
            return name;
        }

        name = Encoding.UTF8.GetString(bytes);
        if (decoded.Count < Capacity)
        {
            decoded[code] = name;
        }

        return name;
    }
}
