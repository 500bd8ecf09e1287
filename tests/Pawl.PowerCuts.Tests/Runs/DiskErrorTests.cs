using System.Diagnostics;
using Pawl.PowerCuts.Disk;
using Pawl.PowerCuts.Judging;
using Pawl.PowerCuts.Runs;

namespace Pawl.PowerCuts.Tests.Runs;

public sealed class DiskErrorTests
{
    /// <summary>All operations are too many for each change: another share of them comes with each run, and all come with
    /// <c>./eng/cut-power --errors</c>.</summary>
    private const int Share = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_error_of_the_disk_breaks_no_promise(ulong seed)
    {
        var run = new ErrorRun(seed);
        int first = 1 + (int)(Stopwatch.GetTimestamp() % Share);
        TestContext.Current.SendDiagnosticMessage($"seed {seed}, operations {first}, {first + Share}, …");
        for (int number = first; number <= run.Operations; number += Share)
        {
            RequireNone(run, number);
        }
    }

    /// <summary>Seeds whose failed syncs once left a damaged file: the store, closing or opening, copied from a log with holes.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_failed_sync_breaks_no_promise_wherever_it_happens(ulong seed)
    {
        var run = new ErrorRun(seed);
        foreach ((int index, _) in run.Sequence.Index().Where(operation => operation.Item == DiskOperation.Sync))
        {
            RequireNone(run, index + 1);
        }
    }

    [Fact]
    public void An_error_is_injected_into_each_kind_of_operation()
    {
        var run = new ErrorRun(1);

        Assert.Equal(
            ErrorKind.All.Select(kind => kind.Operation).Distinct().Order(),
            run.Sequence.Where(operation => operation != DiskOperation.SyncFolder).Distinct().Order());
    }

    [Fact]
    public void A_system_call_that_does_half_only_is_repeated()
    {
        var run = new ErrorRun(1);
        int read = run.Sequence.Index().First(operation => operation.Item == DiskOperation.Read).Index + 1;
        int write = run.Sequence.Index().First(operation => operation.Item == DiskOperation.Write).Index + 1;
        long before = FaultVfs.ShortCalls;

        Assert.Null(run.Run(read, ErrorKind.All.Single(kind => kind is { Operation: DiskOperation.Read, Fault.IsShort: true })));
        Assert.Null(run.Run(write, ErrorKind.All.Single(kind => kind is { Operation: DiskOperation.Write, Fault.IsShort: true })));

        Assert.Equal(2, FaultVfs.ShortCalls - before);
    }

    private static void RequireNone(ErrorRun run, int number)
    {
        foreach (ErrorKind kind in run.KindsAt(number))
        {
            Violation? violation = run.Run(number, kind);
            Assert.True(violation is null, $"{violation}; replay: ./eng/cut-power --errors --seed {run.Seed} --at {number}");
        }
    }
}
