using Pawl.Checker.Histories;

namespace Pawl.Simulation.Tests.Histories;

/// <summary>A register that holds a number, written and read.</summary>
public sealed class LinearizabilityTests
{
    [Fact]
    public void A_read_of_what_was_written_before_it_holds() =>
        Assert.Equal(Linearizability.Verdict.Holds, Check(Write(1, 0, 1), Read(1, 2, 3)));

    [Fact]
    public void A_read_of_what_was_overwritten_before_it_does_not() =>
        Assert.Equal(Linearizability.Verdict.Violated, Check(Write(1, 0, 1), Write(2, 2, 3), Read(1, 4, 5)));

    [Fact]
    public void A_read_beside_a_write_may_see_either() => Assert.All(
        [1L, 2L], seen => Assert.Equal(Linearizability.Verdict.Holds, Check(Write(1, 0, 1), Write(2, 2, 9), Read(seen, 3, 4))));

    [Fact]
    public void Two_reads_beside_a_write_do_not_go_back() =>
        Assert.Equal(Linearizability.Verdict.Violated, Check(Write(1, 0, 1), Write(2, 2, 9), Read(2, 3, 4), Read(1, 5, 6)));

    [Fact]
    public void A_write_without_an_answer_may_have_happened_late_or_never()
    {
        var unknown = (Number: 2L, IsWrite: true, Time: new TimedOperation(2, long.MaxValue, MustHaveHappened: false));

        Assert.Equal(Linearizability.Verdict.Holds, Check(Write(1, 0, 1), unknown, Read(1, 3, 4), Read(2, 5, 6)));
        Assert.Equal(Linearizability.Verdict.Holds, Check(Write(1, 0, 1), unknown, Read(1, 3, 4)));
        Assert.Equal(Linearizability.Verdict.Violated, Check(Write(1, 0, 1), unknown, Read(2, 3, 4), Read(1, 5, 6)));
    }

    [Fact]
    public void A_search_that_takes_too_long_proves_nothing()
    {
        var writes = Enumerable.Range(1, 30).Select(number => Write(number, 0, 100)).ToArray();

        Assert.Equal(Linearizability.Verdict.Inconclusive, Check([.. writes, Read(99, 101, 102)]));
    }

    private static (long Number, bool IsWrite, TimedOperation Time) Write(long number, long from, long to) =>
        (number, true, new TimedOperation(from, to, MustHaveHappened: true));

    private static (long Number, bool IsWrite, TimedOperation Time) Read(long number, long from, long to) =>
        (number, false, new TimedOperation(from, to, MustHaveHappened: true));

    private static Linearizability.Verdict Check(params (long Number, bool IsWrite, TimedOperation Time)[] operations) =>
        Linearizability.Check(
            0L,
            [.. operations.Select(operation => operation.Time)],
            (state, i) => operations[i].IsWrite ? operations[i].Number : operations[i].Number == state ? state : default(long?));
}
