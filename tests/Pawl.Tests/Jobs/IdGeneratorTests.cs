using Pawl.ReferenceModel.Time;

namespace Pawl.Tests.Jobs;

public sealed class IdGeneratorTests
{
    private const int IdsAMillisecond = 4_096;

    private static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualClock clock = new();

    [Fact]
    public void An_id_holds_the_time_the_generator_and_a_sequence()
    {
        IdGenerator ids = Generator(number: 517);

        long first = ids.NextJobId().Value;
        long second = ids.NextJobId().Value;

        Assert.Equal((long)(clock.Now - Epoch).TotalMilliseconds, first >> 22);
        Assert.Equal(517, (first >> 12) & 1_023);
        Assert.Equal(0, first & (IdsAMillisecond - 1));
        Assert.Equal(first + 1, second);
    }

    [Fact]
    public void Ids_rise_while_the_clock_stands_still_goes_on_or_goes_back()
    {
        IdGenerator ids = Generator();
        List<long> made = [];
        foreach (int step in (int[])[0, 5, -3, -3_600_000, 0, 7, 3_600_000])
        {
            clock.Jump(TimeSpan.FromMilliseconds(step));
            made.Add(ids.NextJobId().Value);
            made.Add(ids.NextWorkerId().Value);
        }

        Assert.Equal(made.Order().Distinct(), made);
    }

    [Fact]
    public void When_the_clock_goes_back_ids_stay_close_to_where_they_were()
    {
        IdGenerator ids = Generator();
        long before = ids.NextJobId().Value;

        clock.Jump(TimeSpan.FromDays(-1));

        Assert.Equal(before + 1, ids.NextJobId().Value);
    }

    [Fact]
    public void More_ids_than_fit_a_millisecond_run_ahead_of_the_clock()
    {
        IdGenerator ids = Generator(number: 3);
        long[] made = [.. Enumerable.Range(0, (2 * IdsAMillisecond) + 1).Select(_ => ids.NextJobId().Value)];

        Assert.Equal(made.Order().Distinct(), made);
        Assert.Equal((made[0] >> 22) + 2, made[^1] >> 22);
        Assert.All(made, id => Assert.Equal(3, (id >> 12) & 1_023));
    }

    [Fact]
    public void Ids_that_ran_ahead_fall_back_in_step_when_time_has_passed()
    {
        IdGenerator ids = Generator();
        for (int i = 0; i < 3 * IdsAMillisecond; i++)
        {
            ids.NextJobId();
        }

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((long)(clock.Now - Epoch).TotalMilliseconds, ids.NextJobId().Value >> 22);
    }

    [Fact]
    public void Ids_are_later_than_the_instant_they_must_be_later_than()
    {
        IdGenerator earlier = Generator(number: 9);
        clock.Advance(TimeSpan.FromSeconds(10));
        long lastOfEarlier = Enumerable.Range(0, IdsAMillisecond).Select(_ => earlier.NextJobId().Value).Last();
        DateTimeOffset end = clock.Now;
        clock.Jump(TimeSpan.FromSeconds(-10));

        var later = new IdGenerator(clock, 9, idsAfter: end);

        Assert.True(later.NextJobId().Value > lastOfEarlier);
    }

    [Fact]
    public void Generators_with_different_numbers_never_make_the_same_id()
    {
        IdGenerator[] generators = [Generator(0), Generator(1), Generator(IdGenerator.Generators - 1)];

        long[] made = [.. generators.SelectMany(ids => Enumerable.Range(0, 1_000).Select(_ => ids.NextJobId().Value))];

        Assert.Equal(made.Length, made.Distinct().Count());
    }

    [Fact]
    public async Task Many_threads_never_get_the_same_id_and_each_sees_rising_ones()
    {
        IdGenerator ids = Generator();
        using var start = new Barrier(4);

        long[][] made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                return Enumerable.Range(0, 20_000).Select(_ => ids.NextJobId().Value).ToArray();
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.All(made, mine => Assert.Equal(mine.Order(), mine));
        Assert.Equal(80_000, made.SelectMany(mine => mine).Distinct().Count());
    }

    [Fact]
    public void A_clock_before_the_epoch_still_gives_ids_that_are_not_negative()
    {
        var ids = new IdGenerator(new ManualClock(DateTimeOffset.UnixEpoch), 5, DateTimeOffset.MinValue);

        Assert.True(ids.NextJobId().Value >= 0);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1_024)]
    public void A_generator_number_has_ten_bits(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Generator(number));

    private IdGenerator Generator(int number = 1) => new(clock, number, Epoch);
}
