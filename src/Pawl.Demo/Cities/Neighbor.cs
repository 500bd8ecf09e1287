namespace Pawl.Demo.Cities;

/// <summary>The city that lies nearest to another.</summary>
/// <param name="City">The city.</param>
/// <param name="Kilometers">How far it is, along the surface of a sphere.</param>
internal readonly record struct Neighbor(City City, double Kilometers);
