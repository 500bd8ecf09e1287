namespace Pawl.Demo.Cities;

/// <summary>All cities in memory, by id and by place. Loading takes a moment, so share one.</summary>
internal sealed class Atlas
{
    private readonly Dictionary<int, City> byId;
    private readonly NearestCity nearest;

    /// <summary>Loads the cities.</summary>
    /// <param name="file">Where they are.</param>
    public Atlas(CityFile file)
    {
        byId = file.Read().ToDictionary(city => city.Id);
        nearest = new NearestCity(byId.Values);
    }

    /// <summary>Finds a city.</summary>
    /// <param name="id">Its number in GeoNames.</param>
    /// <returns>The city.</returns>
    /// <exception cref="PermanentJobException">There is no such city, and there will be none.</exception>
    public City Find(int id) =>
        byId.TryGetValue(id, out City? city) ? city : throw new PermanentJobException($"There is no city {id}.");

    /// <summary>Finds the city nearest to another.</summary>
    /// <param name="city">The other.</param>
    /// <returns>Its neighbour.</returns>
    public Neighbor FindNearest(City city) => nearest.Find(city);
}
