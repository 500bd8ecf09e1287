using System.Text.Json;

namespace Pawl.Demo.Runs;

/// <summary>A line that the working process writes to its standard output, for the process that watches it.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="Progress">How far the run is.</param>
internal sealed record WorkerMessage(WorkerMessageKind Kind, RunProgress Progress)
{
    /// <summary>The day to compute for; null unless <see cref="WorkerMessageKind.Started"/>.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>The row that the import begins with; null unless <see cref="WorkerMessageKind.Importing"/>.</summary>
    public int? Checkpoint { get; init; }

    /// <summary>Why it cannot work; null unless <see cref="WorkerMessageKind.Refused"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Reads a line.</summary>
    /// <param name="line">The line.</param>
    /// <returns>The message; null when the line is none, as the last one of a killed process may be.</returns>
    public static WorkerMessage? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<WorkerMessage>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the line.</summary>
    /// <returns>JSON, without a line break.</returns>
    public string ToLine() => JsonSerializer.Serialize(this);
}
