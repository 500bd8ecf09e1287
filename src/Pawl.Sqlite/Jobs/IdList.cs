using System.Globalization;
using System.Text;

namespace Pawl.Sqlite.Jobs;

/// <summary>Gathers ids for a statement that treats many jobs at once, as the JSON array that <c>json_each</c> reads.</summary>
internal sealed class IdList
{
    private readonly StringBuilder text = new("[");

    public int Count { get; private set; }

    public void Add(long id)
    {
        if (Count > 0)
        {
            text.Append(',');
        }

        text.Append(CultureInfo.InvariantCulture, $"{id}");
        Count++;
    }

    public override string ToString() => text + "]";
}
