namespace Pawl.Demo.Cities;

/// <summary>A populated place.</summary>
/// <param name="Id">Its number in GeoNames.</param>
/// <param name="Name">As GeoNames writes it.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code.</param>
/// <param name="Latitude">Degrees, north positive.</param>
/// <param name="Longitude">Degrees, east positive.</param>
/// <param name="Population">0 when not known.</param>
internal sealed record City(
    int Id, string Name, string Country, double Latitude, double Longitude, long Population);
