using Pawl.Demo.Cities;

namespace Pawl.Demo.Tests.Cities;

public sealed class NearestCityTests
{
    private const int Seed = 20261;

    private static readonly List<City> Shipped = [.. CityFile.Shipped.Read()];

    [Fact]
    public void The_tree_finds_what_comparing_all_cities_finds()
    {
        var nearest = new NearestCity(Shipped);
        UnitVector[] places = [.. Shipped.Select(UnitVector.Of)];
        var chance = new Random(Seed);

        for (int sample = 0; sample < 200; sample++)
        {
            int city = chance.Next(Shipped.Count);
            int expected = Enumerable.Range(0, Shipped.Count).Where(other => other != city)
                .MinBy(other => (places[other].SquaredDistanceTo(places[city]), Shipped[other].Id));

            Assert.Equal(Shipped[expected], nearest.Find(Shipped[city]).City);
        }
    }

    [Fact]
    public void Neighbours_are_found_across_the_date_line_and_over_a_pole()
    {
        City fiji = Place(1, -17, 179.9);
        City across = Place(2, -17, -179.9);
        City west = Place(3, -17, 179.0);
        City siberia = Place(4, 89.5, 90);
        City canada = Place(5, 89.5, -90);
        var nearest = new NearestCity([fiji, across, west, siberia, canada]);

        Assert.Equal(across, nearest.Find(fiji).City);
        Assert.Equal(canada, nearest.Find(siberia).City);
        Assert.Equal(111.2, nearest.Find(siberia).Kilometers, 0.1);
    }

    [Fact]
    public void Of_two_cities_that_are_equally_far_the_lower_id_is_the_neighbour()
    {
        City middle = Place(5, 10, 10);
        City[] twins = [Place(9, 10, 10), Place(3, 10, 10), Place(7, 10, 10)];

        Neighbor neighbor = new NearestCity([middle, .. twins]).Find(middle);

        Assert.Equal(3, neighbor.City.Id);
        Assert.Equal(0, neighbor.Kilometers);
    }

    [Fact]
    public void London_and_Paris_are_344_kilometers_apart()
    {
        var nearest = new NearestCity([Place(1, 51.50853, -0.12574), Place(2, 48.85341, 2.3488)]);

        Assert.Equal(343.9, nearest.Find(Place(1, 51.50853, -0.12574)).Kilometers, 1.0);
    }

    private static City Place(int id, double latitude, double longitude) => new(id, "", "", latitude, longitude, 0);
}
