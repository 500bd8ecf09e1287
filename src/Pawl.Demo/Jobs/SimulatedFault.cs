namespace Pawl.Demo.Jobs;

/// <summary>Makes a few first attempts fail, so that there are retries to be seen. The same cities in every run.</summary>
internal static class SimulatedFault
{
    /// <summary>How many cities there are for each that fails once, on average.</summary>
    public const int OneIn = 500;

    /// <summary>Whether the first attempt on a city fails.</summary>
    /// <param name="cityId">The city's number in GeoNames.</param>
    /// <returns>Whether it does.</returns>
    public static bool Hits(int cityId) => cityId % OneIn == 0;

    /// <summary>Fails the first attempt on the cities that are hit.</summary>
    /// <param name="cityId">The city's number in GeoNames.</param>
    /// <param name="attempt">The attempt, from 1.</param>
    /// <exception cref="TimeoutException">As a service that is overloaded would cause.</exception>
    public static void ThrowOnFirstAttempt(int cityId, int attempt)
    {
        if (attempt == 1 && Hits(cityId))
        {
            throw new TimeoutException($"Simulated: the almanac did not answer for city {cityId}.");
        }
    }
}
