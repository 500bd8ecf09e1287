using System.Buffers.Text;

namespace Pawl.Sqlite.Connections;

/// <summary>Gathers ids for a statement that treats many jobs at once, as the JSON array that <c>json_each</c> reads.</summary>
internal sealed class IdList
{
    /// <summary>The digits of an id, and a comma or bracket on each side.</summary>
    private const int MostBytes = 22;

    private byte[] text = new byte[64];
    private int length;

    public int Count { get; private set; }

    /// <summary>The array in UTF-8, until the list changes.</summary>
    public ReadOnlySpan<byte> Utf8
    {
        get
        {
            if (Count == 0)
            {
                return "[]"u8;
            }

            text[length] = (byte)']';
            return text.AsSpan(0, length + 1);
        }
    }

    public void Add(long id)
    {
        if (text.Length < length + MostBytes)
        {
            Array.Resize(ref text, 2 * text.Length);
        }

        text[length] = (byte)(Count == 0 ? '[' : ',');
        Utf8Formatter.TryFormat(id, text.AsSpan(length + 1), out int digits);
        length += 1 + digits;
        Count++;
    }

    public void Clear()
    {
        length = 0;
        Count = 0;
    }
}
