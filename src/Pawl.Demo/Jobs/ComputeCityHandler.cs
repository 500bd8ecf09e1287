using Pawl.Demo.Cities;
using Pawl.Demo.Results;
using Pawl.Demo.Sun;

namespace Pawl.Demo.Jobs;

/// <summary>Computes, and stores the result in the transaction that completes the job: a city has a result if and only if
/// its job is done, whatever dies in between.</summary>
internal sealed class ComputeCityHandler(Atlas atlas) : IJobHandler<ComputeCity>
{
    public Task HandleAsync(ComputeCity job, JobContext context, CancellationToken cancellationToken)
    {
        SimulatedFault.ThrowOnFirstAttempt(job.CityId, context.Attempt);

        City city = atlas.Find(job.CityId);
        SunTimes sun = SolarCalculator.Calculate(job.Date, city.Latitude, city.Longitude);
        Neighbor nearest = atlas.FindNearest(city);
        var result = new CityResult(city.Id, city.Country, sun, nearest.City.Id, nearest.Kilometers, context.Attempt);

        return context.CompleteAsync(transaction => ResultTable.Insert(transaction.Connection, result), cancellationToken);
    }
}
