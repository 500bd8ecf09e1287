using System.Text.Json.Serialization;

namespace Pawl.Load;

/// <summary>The job of every scenario: its payload has 160 bytes.</summary>
/// <param name="Number">A number of eight digits.</param>
/// <param name="Padding">What makes up the size.</param>
[Job("load")]
internal sealed record LoadJob(int Number, string Padding) : IJob
{
    public const int PayloadBytes = 160;

    private const int FirstNumber = 10_000_000;
    private const string Envelope = """{"number":12345678,"padding":""}""";

    private static readonly string Filling = new('x', PayloadBytes - Envelope.Length);

    /// <summary>Which job it is, from 0.</summary>
    [JsonIgnore]
    public int Index => Number - FirstNumber;

    public static LoadJob Create(int index) => new(FirstNumber + index, Filling);

    public static IEnumerable<LoadJob> CreateMany(int count) => Enumerable.Range(0, count).Select(Create);
}
