namespace Pawl.Demo.Jobs;

/// <summary>Asks for sunrise, sunset and the nearest other city of one city.</summary>
/// <param name="CityId">The city's number in GeoNames.</param>
/// <param name="Date">The day to compute for.</param>
[Job(Type, Queue = Queue, MaxAttempts = 5)]
internal sealed record ComputeCity(int CityId, DateOnly Date) : IJob
{
    /// <summary>The wire name.</summary>
    public const string Type = "demo.compute-city";

    /// <summary>A line of its own, so that the import need not wait behind what it enqueued.</summary>
    public const string Queue = "cities";
}
