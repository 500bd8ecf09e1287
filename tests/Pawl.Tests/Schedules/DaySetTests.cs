using System.Text.Json;

namespace Pawl.Tests.Schedules;

public sealed class DaySetTests
{
    private static readonly DateOnly Christmas = new(2026, 12, 25);

    [Fact]
    public void Weekdays_are_Monday_to_Friday() =>
        Assert.Equal(
            [true, true, true, true, true, false, false],
            Enumerable.Range(0, 7).Select(day => DaySet.Weekdays.Contains(new DateOnly(2026, 6, 1).AddDays(day))));

    [Fact]
    public void A_list_has_its_days_and_no_others()
    {
        DaySet set = DaySet.On(Christmas, new DateOnly(2026, 1, 1));

        Assert.True(set.Contains(Christmas));
        Assert.True(set.Contains(new DateOnly(2026, 1, 1)));
        Assert.False(set.Contains(Christmas.AddYears(1)));
    }

    [Fact]
    public void A_range_has_both_its_ends()
    {
        DaySet set = DaySet.Between(new DateOnly(2026, 12, 24), new DateOnly(2026, 12, 31));

        Assert.False(set.Contains(new DateOnly(2026, 12, 23)));
        Assert.True(set.Contains(new DateOnly(2026, 12, 24)));
        Assert.True(set.Contains(new DateOnly(2026, 12, 31)));
        Assert.False(set.Contains(new DateOnly(2027, 1, 1)));
    }

    [Fact]
    public void A_day_of_every_year_is_there_in_every_year_that_has_it()
    {
        DaySet leap = DaySet.EveryYear(month: 2, day: 29);

        Assert.True(DaySet.EveryYear(month: 12, day: 25).Contains(Christmas));
        Assert.True(leap.Contains(new DateOnly(2028, 2, 29)));
        Assert.False(leap.Contains(new DateOnly(2027, 2, 28)));
        Assert.False(leap.Contains(new DateOnly(2027, 3, 1)));
    }

    [Fact]
    public void Operators_and_their_names_make_the_same_sets()
    {
        DaySet holidays = DaySet.EveryYear(12, 25);

        Assert.Equal(DaySet.Weekdays | holidays, DaySet.Weekdays.Union(holidays));
        Assert.Equal(DaySet.Weekdays & holidays, DaySet.Weekdays.Intersect(holidays));
        Assert.Equal(DaySet.Weekdays - holidays, DaySet.Weekdays.Except(holidays));
    }

    [Fact]
    public void The_algebra_of_sets_is_that_of_their_days()
    {
        DaySet weekdays = DaySet.Weekdays;
        DaySet holidays = DaySet.EveryYear(12, 25) | DaySet.Between(new DateOnly(2026, 12, 28), new DateOnly(2027, 1, 3));
        DaySet both = weekdays & holidays;
        DaySet left = weekdays - holidays - DaySet.On(new DateOnly(2026, 12, 24));

        for (DateOnly day = new(2026, 12, 1); day < new DateOnly(2027, 2, 1); day = day.AddDays(1))
        {
            bool isHoliday = day is { Month: 12, Day: 25 } || (day >= new DateOnly(2026, 12, 28) && day <= new DateOnly(2027, 1, 3));
            bool isWeekday = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            Assert.Equal((day, isHoliday), (day, holidays.Contains(day)));
            Assert.Equal((day, isHoliday && isWeekday), (day, both.Contains(day)));
            Assert.Equal((day, isWeekday && !isHoliday && day != new DateOnly(2026, 12, 24)), (day, left.Contains(day)));
        }
    }

    [Fact]
    public void Sets_that_are_written_alike_are_equal()
    {
        DaySet one = DaySet.On(Christmas, new DateOnly(2026, 1, 1)) | DaySet.DaysOfWeek(DayOfWeek.Sunday, DayOfWeek.Monday);
        DaySet other = DaySet.On(new DateOnly(2026, 1, 1), Christmas, Christmas) | DaySet.DaysOfWeek(DayOfWeek.Monday, DayOfWeek.Sunday);

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.NotEqual(one, DaySet.On(Christmas) | DaySet.DaysOfWeek(DayOfWeek.Sunday, DayOfWeek.Monday));
        Assert.NotEqual(DaySet.Weekdays | one, DaySet.Weekdays & one);
    }

    [Fact]
    public void A_set_of_every_kind_of_part_comes_back_from_json_as_it_was()
    {
        DaySet set = ((DaySet.Weekdays & DaySet.Between(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31))) | DaySet.EveryDay)
            - DaySet.EveryYear(12, 25) - DaySet.On(new DateOnly(2026, 5, 1));

        string json = JsonSerializer.Serialize(set);

        Assert.Equal(set, JsonSerializer.Deserialize<DaySet>(json));
    }

    [Fact]
    public void The_json_of_a_set_names_its_kind() =>
        Assert.Equal(
            """{"kind":"allBut","Days":{"kind":"weekly","Days":[1,2,3,4,5]},"Without":{"kind":"yearly","Month":12,"Day":25}}""",
            JsonSerializer.Serialize(DaySet.Weekdays - DaySet.EveryYear(12, 25)));

    [Theory]
    [InlineData("""{"kind":"anyOf"}""")]
    [InlineData("""{"kind":"allOf","Sets":[]}""")]
    [InlineData("""{"kind":"allOf","Sets":[null]}""")]
    [InlineData("""{"kind":"allBut","Days":{"kind":"weekly","Days":[1]}}""")]
    [InlineData("""{"kind":"yearly","Month":13,"Day":1}""")]
    [InlineData("""{"kind":"yearly","Month":2,"Day":30}""")]
    [InlineData("""{"kind":"weekly","Days":[7]}""")]
    [InlineData("""{"kind":"range","First":"2026-01-02","Last":"2026-01-01"}""")]
    public void Json_that_makes_no_set_is_refused(string json) =>
        Assert.ThrowsAny<ArgumentException>(() => JsonSerializer.Deserialize<DaySet>(json));

    [Fact]
    public void Json_without_a_kind_or_of_an_unknown_one_is_refused()
    {
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Deserialize<DaySet>("{}"));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<DaySet>("""{"kind":"lunar"}"""));
    }

    [Fact]
    public void Dates_that_are_added_one_by_one_are_one_list()
    {
        DaySet set = DaySet.Weekdays | DaySet.On(Christmas);
        for (int day = 1; day < 1_000; day++)
        {
            set |= DaySet.On(Christmas.AddDays(day));
        }

        Assert.Equal(2, Assert.IsType<DaySet.AnyOf>(set).Sets.Length);
        Assert.True(set.Contains(Christmas.AddDays(999)));
        Assert.Equal(DaySet.On(Christmas, Christmas.AddDays(1)), DaySet.On(Christmas.AddDays(1)) | DaySet.On(Christmas));
    }

    [Fact]
    public void A_union_of_many_sets_stays_flat()
    {
        DaySet set = DaySet.EveryYear(1, 1);
        for (int day = 1; day < 100; day++)
        {
            set |= DaySet.Between(Christmas, Christmas.AddDays(day));
        }

        Assert.Equal(100, Assert.IsType<DaySet.AnyOf>(set).Sets.Length);
        Assert.True(set.Contains(Christmas.AddDays(99)));
    }

    [Fact]
    public void Taking_out_again_and_again_stays_flat()
    {
        DaySet set = DaySet.EveryDay;
        for (int day = 0; day < 100; day++)
        {
            set -= DaySet.On(Christmas.AddDays(day));
        }

        Assert.False(set.Contains(Christmas.AddDays(99)));
        Assert.True(set.Contains(Christmas.AddDays(100)));
    }

    [Fact]
    public void More_than_ten_thousand_dates_are_refused()
    {
        DaySet most = DaySet.On(Enumerable.Range(0, DaySet.MostDates).Select(day => Christmas.AddDays(day)));

        Assert.True(most.Contains(Christmas.AddDays(DaySet.MostDates - 1)));
        ArgumentException error = Assert.Throws<ArgumentException>(() => most | DaySet.On(Christmas));
        Assert.Contains("10000 are the most", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_a_hundred_and_fifty_parts_are_refused()
    {
        DaySet[] days = [.. Enumerable.Range(0, DaySet.MostParts).Select(day => DaySet.Between(Christmas, Christmas.AddDays(day)))];

        DaySet most = new DaySet.AnyOf([.. days.Skip(1)]);

        Assert.True(most.Contains(Christmas.AddDays(DaySet.MostParts - 1)));
        ArgumentException error = Assert.Throws<ArgumentException>(() => new DaySet.AnyOf([.. days]));
        Assert.Contains("150 are the most", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sets_within_sets_have_a_depth_that_json_can_read_and_no_more()
    {
        DaySet set = DaySet.Weekdays;
        for (int level = 1; level < DaySet.MostDepth; level++)
        {
            set = level % 2 == 0 ? set | DaySet.EveryYear(1, 1) : set & DaySet.EveryDay;
        }

        Assert.Equal(set, JsonSerializer.Deserialize<DaySet>(JsonSerializer.Serialize(set)));
        Assert.Throws<ArgumentException>(() => new DaySet.AnyOf([set]));
    }

    [Fact]
    public void A_range_that_ends_before_it_begins_and_a_day_that_no_year_has_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DaySet.Between(Christmas, Christmas.AddDays(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => DaySet.EveryYear(2, 30));
        Assert.Throws<ArgumentOutOfRangeException>(() => DaySet.EveryYear(0, 1));
    }
}
