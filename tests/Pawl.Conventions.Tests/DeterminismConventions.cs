using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pawl.Conventions.Tests.Reading;

namespace Pawl.Conventions.Tests;

/// <summary>Time, chance, threads and identity are arguments, or there is no simulation.</summary>
public sealed class DeterminismConventions
{
    // What hops to a thread that no simulator owns, or blocks one.
    private static readonly string[] Hops =
    [
        "Task.Run", "Task.Factory", "ThreadPool.QueueUserWorkItem", "ThreadPool.UnsafeQueueUserWorkItem", "Parallel.ForEachAsync",
        "Parallel.ForEach", "Parallel.For",
    ];

    private static readonly string[] Hoppers =
        ["SemaphoreSlim", "Thread", "Timer", "BlockingCollection", "ManualResetEventSlim", "ReaderWriterLockSlim"];

    private static readonly string[] SystemTimeAndChance =
    [
        "DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Environment.TickCount",
        "Environment.TickCount64", "Stopwatch.StartNew", "Stopwatch.GetTimestamp", "Random.Shared", "Guid.NewGuid", "Guid.CreateVersion7",
        "Thread.Sleep", "TimeProvider.System", "RandomNumberGenerator.GetInt32", "RandomNumberGenerator.Fill",
        "RandomNumberGenerator.GetBytes",
    ];

    // A test may use the real clock where it meets real processes, files or hosts, but never lets it decide.
    private static readonly string[] UnrepeatableInTests =
    [
        "Random.Shared", "Guid.NewGuid", "Guid.CreateVersion7", "DateTime.Now", "DateTime.UtcNow", "DateTime.Today",
        "DateTimeOffset.Now", "DateTimeOffset.UtcNow",
    ];

    [Fact]
    public void The_engine_leaves_threads_to_its_host() =>
        Rule.ForEach(
                "src/Pawl/ src/Pawl.Engine/ *.cs",
                "Await it on the caller's context: channels come from EngineChannels, loops are RunAsync, waits take the TimeProvider.",
                file =>
                Mentions(file, Hops)
                    .Concat(file.All<ObjectCreationExpressionSyntax>().Where(creation => Hoppers.Contains(creation.Type.ToString())))
                    .Concat(file.All<IdentifierNameSyntax>().Where(name => name.Identifier.Text is "ConfigureAwait" or "SemaphoreSlim"))
                    .Concat(file.All<InvocationExpressionSyntax>().Where(IsBlocking))
                    .Concat(file.All<MemberAccessExpressionSyntax>().Where(IsResultOfTask))
                    .Select(node => file.At(node, node.ToString())))
            .Rejects("src/Pawl.Engine/A.cs", "class A { void M() => Task.Run(M); }")
            .Rejects("src/Pawl.Engine/A.cs", "class A { SemaphoreSlim gate = new(1); }")
            .Rejects("src/Pawl.Engine/A.cs", "class A { void M() => new Thread(M).Start(); }")
            .Rejects("src/Pawl.Engine/A.cs", "class A { async Task M() => await task.ConfigureAwait(false); }")
            .Rejects("src/Pawl.Engine/A.cs", "class A { void M() => task.Wait(); }")
            .Rejects("src/Pawl.Engine/A.cs", "class A { int M() => ReadAsync().Result; }")
            .Rejects("src/Pawl.Engine/A.cs", "class A { int M() => ReadAsync().GetAwaiter().GetResult(); }")
            .Accepts("src/Pawl.Engine/A.cs", "class A { async Task M() { await RunAsync(); return completion.Result; } }")
            .Holds();

    [Fact]
    public void Channels_have_one_factory() =>
        Rule.ForEach(
                "src/Pawl.Engine/ *.cs",
                "Take the channel from EngineChannels: it is bounded, and a simulator owns what continues.",
                file =>
                Mentions(file, "Channel.CreateBounded", "Channel.CreateUnbounded", "Channel.CreateUnboundedPrioritized")
                    .Where(_ => file.Name != "EngineChannels")
                    .Select(node => file.At(node, node.ToString())))
            .Rejects("src/Pawl.Engine/A.cs", "class A { object c = Channel.CreateBounded<int>(1); }")
            .Accepts("src/Pawl.Engine/EngineChannels.cs", "class A { object c = Channel.CreateBounded<int>(1); }")
            .Holds();

    [Fact]
    public void Nothing_that_queues_is_unbounded() =>
        Rule.ForEach("src/ *.cs", "Give it a capacity: what has no limit has an outage.", file =>
                Mentions(file, "Channel.CreateUnbounded", "Channel.CreateUnboundedPrioritized")
                    .Select(node => file.At(node, node.ToString())))
            .Rejects("src/A.cs", "class A { object c = Channel.CreateUnbounded<int>(); }")
            .Accepts("src/A.cs", "class A { object c = Channel.CreateBounded<int>(1); }")
            .Holds();

    [Fact]
    public void The_system_clock_and_system_chance_are_chosen_in_hosting_only() =>
        Rule.ForEach(
                "src/Pawl/ src/Pawl.Engine/ src/Pawl.Sqlite/ src/Pawl.PostgreSql/ src/Pawl.Relational/ *.cs",
                "Take a TimeProvider or an IEntropy in the constructor; Pawl.Hosting passes the real ones.",
                file =>
                Mentions(file, SystemTimeAndChance)
                    .Concat(file.All<ObjectCreationExpressionSyntax>().Where(creation => creation.Type.ToString() == "Random"))
                    .Select(node => file.At(node, node.ToString())))
            .Rejects("src/Pawl/A.cs", "class A { object Now => TimeProvider.System.GetUtcNow(); }")
            .Rejects("src/Pawl.Engine/A.cs", "class A { object Now => DateTimeOffset.UtcNow; }")
            .Rejects("src/Pawl.Sqlite/A.cs", "class A { object chance = new Random(); }")
            .Accepts("src/Pawl.Engine/A.cs", "class A { object Now => clock.GetUtcNow(); }")
            .Holds();

    [Fact]
    public void A_test_never_sleeps() =>
        Rule.ForEach("tests/ *.cs", "Wait for an event with a deadline, or advance the test's own clock.", file =>
                Mentions(file, "Thread.Sleep")
                    .Concat(file.All<InvocationExpressionSyntax>().Where(IsSleep))
                    .Select(node => file.At(node, node.ToString())))
            .Rejects("tests/A.cs", "class A { void M() => Thread.Sleep(1); }")
            .Rejects("tests/A.cs", "class A { async Task M() => await Task.Delay(100); }")
            .Rejects("tests/A.cs", "class A { async Task M() => await Task.Delay(100, TestContext.Current.CancellationToken); }")
            .Accepts("tests/A.cs", "class A { async Task M() => await Task.Delay(delay, clock, cancellationToken); }")
            .Accepts("tests/A.cs", "class A { async Task M() => await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken); }")
            .Holds();

    [Fact]
    public void A_test_leaves_nothing_to_chance() =>
        Rule.ForEach("tests/ *.cs", "Draw from a seed that a failure prints; take the time from the test's own clock.", file =>
                Mentions(file, UnrepeatableInTests)
                    .Concat(file.All<ObjectCreationExpressionSyntax>()
                        .Where(creation => creation.Type.ToString() == "Random" && creation.ArgumentList is not { Arguments.Count: > 0 }))
                    .Select(node => file.At(node, node.ToString())))
            .Rejects("tests/A.cs", "class A { object a = new Random(); }")
            .Rejects("tests/A.cs", "class A { object a = Guid.NewGuid(); }")
            .Accepts("tests/A.cs", "class A { object a = new Random(seed); }")
            .Holds();

    private static IEnumerable<SyntaxNode> Mentions(SourceFile file, params string[] members) =>
        file.All<MemberAccessExpressionSyntax>()
            .Where(access => members.Contains($"{access.Expression}.{access.Name.Identifier.Text}"));

    private static bool IsBlocking(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Wait" or "GetResult" or "WaitAll" or "WaitAny" };

    // Without types, a task is known by its name or by the method that returns it.
    private static bool IsResultOfTask(MemberAccessExpressionSyntax access) =>
        access.Name.Identifier.Text == "Result"
        && access.Expression switch
        {
            InvocationExpressionSyntax call => call.Expression.ToString().EndsWith("Async", StringComparison.Ordinal),
            var expression => expression.ToString().EndsWith("task", StringComparison.OrdinalIgnoreCase),
        };

    private static bool IsSleep(InvocationExpressionSyntax call) =>
        call.Expression.ToString() == "Task.Delay"
        && call.ArgumentList.Arguments.Count < 3
        && !call.ArgumentList.Arguments[0].ToString().Contains("Infinite", StringComparison.Ordinal)
        && !call.ArgumentList.Arguments.Skip(1).Any(argument => argument.ToString().Contains("clock", StringComparison.OrdinalIgnoreCase)
            || argument.ToString().Contains("time", StringComparison.OrdinalIgnoreCase));
}
