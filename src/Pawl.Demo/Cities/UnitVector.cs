namespace Pawl.Demo.Cities;

/// <summary>A point of the unit sphere. Straight distances through the sphere sort like distances along its surface, and
/// know neither poles nor a date line.</summary>
internal readonly record struct UnitVector(double X, double Y, double Z)
{
    /// <summary>The earth's mean radius (IUGG).</summary>
    public const double EarthRadiusKilometers = 6371.0088;

    public static UnitVector Of(City city)
    {
        (double sinLatitude, double cosLatitude) = Math.SinCos(double.DegreesToRadians(city.Latitude));
        (double sinLongitude, double cosLongitude) = Math.SinCos(double.DegreesToRadians(city.Longitude));
        return new UnitVector(cosLatitude * cosLongitude, cosLatitude * sinLongitude, sinLatitude);
    }

    public static double SurfaceKilometers(double chord) => 2 * EarthRadiusKilometers * Math.Asin(Math.Min(1, chord / 2));

    public double SquaredDistanceTo(UnitVector other)
    {
        double x = X - other.X;
        double y = Y - other.Y;
        double z = Z - other.Z;
        return (x * x) + (y * y) + (z * z);
    }

    public double Coordinate(int axis) => axis switch
    {
        0 => X,
        1 => Y,
        _ => Z,
    };
}
