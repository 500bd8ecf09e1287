namespace Pawl.Demo.Cities;

/// <summary>Finds the nearest other city, by a k-d tree over unit vectors. Immutable, so any number of threads may ask.</summary>
/// <remarks>The tree is the sorted array itself: the middle of a range splits it, by an axis that turns with the depth.</remarks>
internal sealed class NearestCity
{
    private const int Axes = 3;

    private readonly Node[] nodes;

    /// <summary>Builds the tree.</summary>
    /// <param name="cities">Two cities or more.</param>
    public NearestCity(IReadOnlyCollection<City> cities)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cities.Count, 2);
        nodes = [.. cities.Select(city => new Node(UnitVector.Of(city), city))];
        Build(nodes, axis: 0);
    }

    /// <summary>Finds the city nearest to one of the cities.</summary>
    /// <param name="city">The city.</param>
    /// <returns>Its neighbour; of two that are equally far, the one with the lower id.</returns>
    public Neighbor Find(City city)
    {
        var search = new Search(city);
        Visit(nodes, axis: 0, ref search);
        return search.Found is { } found
            ? new Neighbor(found, UnitVector.SurfaceKilometers(Math.Sqrt(search.SquaredDistance)))
            : throw new InvalidOperationException("There is no other city.");
    }

    private static void Build(Span<Node> range, int axis)
    {
        if (range.Length < 2)
        {
            return;
        }

        range.Sort((a, b) => a.Place.Coordinate(axis).CompareTo(b.Place.Coordinate(axis)));
        int middle = range.Length / 2;
        Build(range[..middle], (axis + 1) % Axes);
        Build(range[(middle + 1)..], (axis + 1) % Axes);
    }

    private static void Visit(ReadOnlySpan<Node> range, int axis, ref Search search)
    {
        if (range.IsEmpty)
        {
            return;
        }

        int middle = range.Length / 2;
        search.Offer(range[middle]);

        double beyond = search.Place.Coordinate(axis) - range[middle].Place.Coordinate(axis);
        ReadOnlySpan<Node> near = beyond < 0 ? range[..middle] : range[(middle + 1)..];
        ReadOnlySpan<Node> far = beyond < 0 ? range[(middle + 1)..] : range[..middle];
        Visit(near, (axis + 1) % Axes, ref search);
        if (beyond * beyond <= search.SquaredDistance)
        {
            Visit(far, (axis + 1) % Axes, ref search);
        }
    }

    private readonly record struct Node(UnitVector Place, City City);

    private struct Search(City city)
    {
        public UnitVector Place { get; } = UnitVector.Of(city);

        public City? Found { get; private set; }

        public double SquaredDistance { get; private set; } = double.PositiveInfinity;

        public void Offer(Node node)
        {
            double distance = Place.SquaredDistanceTo(node.Place);
            bool isBetter = distance < SquaredDistance
                || (distance == SquaredDistance && node.City.Id < Found?.Id);
            if (node.City.Id != city.Id && isBetter)
            {
                Found = node.City;
                SquaredDistance = distance;
            }
        }
    }
}
