namespace Pawl.Demo.Jobs;

/// <summary>Asks for the report, once every city is done.</summary>
/// <param name="Date">The day that was computed.</param>
[Job(Type)]
internal sealed record WriteReport(DateOnly Date) : IJob
{
    /// <summary>The wire name.</summary>
    public const string Type = "demo.write-report";
}
