using Pawl.Demo.Cities;
using Pawl.Demo.Jobs;
using Pawl.Demo.Results;

namespace Pawl.Demo.Accounting;

/// <summary>Checks a finished run against the data set. It believes nobody: ids come from the data file, sun times are
/// held against another almanac, and neighbours against all cities.</summary>
/// <param name="file">The data set.</param>
/// <param name="neighborSample">For how many results to check the neighbour, which takes a look at every city.</param>
internal sealed class Accountant(CityFile file, int neighborSample = 100)
{
    private const double LargestErrorKilometers = 0.001;

    private readonly List<City> cities = [.. file.Read()];

    /// <summary>Checks results.</summary>
    /// <param name="records">How many records of the file, from the first, should have one.</param>
    /// <param name="date">The day that was computed.</param>
    /// <param name="results">The results.</param>
    /// <returns>What was found.</returns>
    public Account Check(int records, DateOnly date, IReadOnlyList<CityResult> results)
    {
        Dictionary<int, City> expected = cities.Take(records).ToDictionary(city => city.Id);
        ILookup<int, CityResult> byCity = results.ToLookup(result => result.CityId);
        CityResult[] known = [.. results.Where(result => expected.ContainsKey(result.CityId))];
        CityResult[] sample = [.. Sample(known)];

        return new Account
        {
            Records = records,
            Results = results.Count,
            Lost = [.. expected.Keys.Where(id => !byCity.Contains(id))],
            Duplicates = [.. byCity.Where(rows => rows.Count() > 1).Select(rows => rows.Key)],
            Strangers = [.. byCity.Select(rows => rows.Key).Where(id => !expected.ContainsKey(id))],
            WrongSun = Ids(known, result => !Almanac.Confirms(expected[result.CityId], date, result.Sun)),
            WrongNeighbor = Ids(sample, result => !IsNearest(expected[result.CityId], result)),
            NeighborsChecked = sample.Length,
            Retried = results.Count(result => result.Attempt > 1),
            FaultsSimulated = expected.Keys.Count(SimulatedFault.Hits),
        };
    }

    private static IReadOnlyList<int> Ids(IEnumerable<CityResult> results, Func<CityResult, bool> condition) =>
        [.. results.Where(condition).Select(result => result.CityId)];

    private IEnumerable<CityResult> Sample(CityResult[] results)
    {
        int size = Math.Min(neighborSample, results.Length);
        return Enumerable.Range(0, size).Select(index => results[(int)((long)index * results.Length / size)]);
    }

    private bool IsNearest(City city, CityResult result)
    {
        double stored = double.PositiveInfinity;
        double shortest = double.PositiveInfinity;
        foreach (City other in cities)
        {
            if (other.Id != city.Id)
            {
                double haversine = Haversine(city, other);
                shortest = Math.Min(shortest, haversine);
                stored = other.Id == result.NearestId ? haversine : stored;
            }
        }

        return Kilometers(stored) - Kilometers(shortest) < LargestErrorKilometers
            && Math.Abs(result.NearestKilometers - Kilometers(shortest)) < LargestErrorKilometers;
    }

    private static double Haversine(City one, City other)
    {
        double latitude = double.DegreesToRadians(one.Latitude);
        double otherLatitude = double.DegreesToRadians(other.Latitude);
        double sineNorth = Math.Sin((latitude - otherLatitude) / 2);
        double sineEast = Math.Sin(double.DegreesToRadians(one.Longitude - other.Longitude) / 2);
        return (sineNorth * sineNorth) + (Math.Cos(latitude) * Math.Cos(otherLatitude) * sineEast * sineEast);
    }

    private static double Kilometers(double haversine)
    {
        const double EarthRadius = 6371.0088;
        return haversine > 1 ? double.PositiveInfinity : 2 * EarthRadius * Math.Asin(Math.Sqrt(haversine));
    }
}
