namespace Pawl.Demo.Jobs;

/// <summary>Asks for the data set to be read, and for one <see cref="ComputeCity"/> for each record.</summary>
/// <param name="Date">The day to compute for; fixed when the run begins.</param>
/// <param name="Records">How many records to read, from the first.</param>
[Job(Type)]
internal sealed record ImportCities(DateOnly Date, int Records) : IJob
{
    /// <summary>The wire name.</summary>
    public const string Type = "demo.import-cities";
}
