using Pawl.Demo.Sun;

namespace Pawl.Demo.Results;

/// <summary>What was computed for one city.</summary>
/// <param name="CityId">The city's number in GeoNames.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code.</param>
/// <param name="Sun">When the sun rises and sets.</param>
/// <param name="NearestId">The nearest other city.</param>
/// <param name="NearestKilometers">How far it is.</param>
/// <param name="Attempt">The attempt that computed it, from 1.</param>
internal sealed record CityResult(
    int CityId, string Country, SunTimes Sun, int NearestId, double NearestKilometers, int Attempt);
