using Pawl.Demo.Accounting;
using Pawl.Demo.Cities;
using Pawl.Demo.Jobs;
using Pawl.Demo.Results;
using Pawl.Demo.Sun;

namespace Pawl.Demo.Tests.Accounting;

/// <summary>A check that cannot fail is worth nothing: each kind of error is planted, and must be found.</summary>
public sealed class AccountantTests
{
    private const int Records = 3_000;
    private const int NeighborSample = 10;

    private static readonly DateOnly Date = new(2026, 6, 21);
    private static readonly Accountant Accountant = new(CityFile.Shipped, NeighborSample);
    private static readonly IReadOnlyList<CityResult> Right = ComputeAll();

    [Fact]
    public void Right_results_are_exact()
    {
        Account account = Accountant.Check(Records, Date, Right);

        Assert.True(account.IsExact);
        Assert.Equal((Records, Records), (account.Records, account.Results));
        Assert.Equal(NeighborSample, account.NeighborsChecked);
        Assert.True(account.FaultsSimulated > 0, "Some first attempts should fail.");
    }

    [Fact]
    public void A_lost_record_is_found()
    {
        Account account = Accountant.Check(Records, Date, [.. Right.Skip(1)]);

        Assert.Equal([Right[0].CityId], account.Lost);
        Assert.False(account.IsExact);
    }

    [Fact]
    public void A_record_that_was_computed_twice_is_found()
    {
        Account account = Accountant.Check(Records, Date, [.. Right, Right[7]]);

        Assert.Equal([Right[7].CityId], account.Duplicates);
        Assert.False(account.IsExact);
    }

    [Fact]
    public void A_lost_and_a_doubled_record_do_not_cancel_out()
    {
        Account account = Accountant.Check(Records, Date, [.. Right.Skip(1), Right[7]]);

        Assert.Equal(Records, account.Results);
        Assert.Single(account.Lost);
        Assert.Single(account.Duplicates);
        Assert.False(account.IsExact);
    }

    [Fact]
    public void A_result_of_no_record_is_found()
    {
        Account account = Accountant.Check(Records, Date, [.. Right, Right[0] with { CityId = 1 }]);

        Assert.Equal([1], account.Strangers);
        Assert.False(account.IsExact);
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 5)]
    [InlineData(1440, 1440)]
    [InlineData(-1440, 0)]
    public void A_wrong_sun_time_is_found(int sunriseMinutes, int sunsetMinutes)
    {
        CityResult right = Right.First(result => result.Sun.Kind == DayKind.Ordinary);
        CityResult wrong = right with
        {
            Sun = right.Sun with
            {
                SunriseAt = right.Sun.SunriseAt!.Value.AddMinutes(sunriseMinutes),
                SunsetAt = right.Sun.SunsetAt!.Value.AddMinutes(sunsetMinutes),
            },
        };

        Account account = Accountant.Check(Records, Date, [wrong, .. Right.Where(result => result.CityId != wrong.CityId)]);

        Assert.Equal([wrong.CityId], account.WrongSun);
        Assert.False(account.IsExact);
    }

    [Fact]
    public void A_polar_day_in_the_wrong_place_is_found()
    {
        CityResult wrong = Right[3] with { Sun = new SunTimes(DayKind.PolarDay, null, null) };

        Account account = Accountant.Check(Records, Date, [wrong, .. Right.Where(result => result.CityId != wrong.CityId)]);

        Assert.Equal([wrong.CityId], account.WrongSun);
    }

    [Fact]
    public void A_wrong_neighbour_is_found()
    {
        CityResult right = Right[0];
        int other = Right.First(city => city.CityId != right.CityId && city.CityId != right.NearestId).CityId;
        CityResult wrong = right with { NearestId = other };

        Account account = Accountant.Check(Records, Date, [wrong, .. Right.Skip(1)]);

        Assert.Equal([wrong.CityId], account.WrongNeighbor);
        Assert.False(account.IsExact);
    }

    [Fact]
    public void A_retry_that_did_not_happen_is_found()
    {
        Account account = Accountant.Check(Records, Date, [.. Right.Select(result => result with { Attempt = 1 })]);

        Assert.False(account.IsExact);
    }

    [Theory]
    [InlineData(3, 20)]
    [InlineData(6, 21)]
    [InlineData(10, 26)]
    public void The_almanac_confirms_every_city(int month, int day) =>
        Assert.DoesNotContain(CityFile.Shipped.Read(), city => !IsConfirmed(city, new DateOnly(2026, month, day)));

    [Fact]
    public void The_almanac_confirms_the_cities_near_the_poles_on_every_day()
    {
        City[] polar = [.. CityFile.Shipped.Read().Where(city => Math.Abs(city.Latitude) > 65)];
        var first = new DateOnly(2026, 1, 1);

        Assert.True(polar.Length > 100, "There should be cities to check.");
        Assert.Empty(Enumerable.Range(0, 366).Select(first.AddDays)
            .SelectMany(date => polar.Where(city => !IsConfirmed(city, date)).Select(city => (date, city))));
    }

    private static bool IsConfirmed(City city, DateOnly date) =>
        Almanac.Confirms(city, date, SolarCalculator.Calculate(date, city.Latitude, city.Longitude));

    private static IReadOnlyList<CityResult> ComputeAll()
    {
        var atlas = new Atlas(CityFile.Shipped);
        return [.. CityFile.Shipped.Read().Take(Records).Select(city =>
        {
            Neighbor nearest = atlas.FindNearest(city);
            return new CityResult(
                city.Id,
                city.Country,
                SolarCalculator.Calculate(Date, city.Latitude, city.Longitude),
                nearest.City.Id,
                nearest.Kilometers,
                SimulatedFault.Hits(city.Id) ? 2 : 1);
        })];
    }
}
