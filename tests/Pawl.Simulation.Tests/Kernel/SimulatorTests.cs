using Pawl.ReferenceModel.Chance;
using Pawl.Simulation.Kernel;

namespace Pawl.Simulation.Tests.Kernel;

public sealed class SimulatorTests
{
    private readonly Simulator simulator = new(new SeededEntropy(1), DateTimeOffset.UnixEpoch);
    private readonly List<string> said = [];
    private readonly SimulatedProcess process;
    private readonly ProcessClock clock;

    public SimulatorTests()
    {
        process = new SimulatedProcess(simulator, 1);
        clock = new ProcessClock(simulator, process);
    }

    [Fact]
    public void Awaiting_code_goes_on_in_simulated_time_on_this_thread()
    {
        int thread = Environment.CurrentManagedThreadId;
        process.Begin(async () =>
        {
            await Task.Delay(TimeSpan.FromHours(5), clock);
            await Task.Yield();
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            said.Add($"{clock.GetUtcNow():HH:mm}");
        });

        simulator.RunUntil(TimeSpan.FromHours(6).Ticks);

        Assert.Equal(["05:00"], said);
    }

    [Fact]
    public void A_killed_process_runs_nothing_any_more_not_even_its_finally_blocks()
    {
        process.Begin(async () =>
        {
            try
            {
                said.Add("begun");
                await Task.Delay(TimeSpan.FromSeconds(2), clock);
            }
            finally
            {
                said.Add("finally");
            }
        });

        simulator.RunUntil(TimeSpan.FromSeconds(1).Ticks);
        process.Kill();
        simulator.RunUntil(TimeSpan.FromSeconds(9).Ticks);

        Assert.Equal(["begun"], said);
    }

    [Fact]
    public void A_paused_process_goes_on_where_it_stood_when_it_wakes()
    {
        process.Begin(async () =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2), clock);
            said.Add($"{clock.GetUtcNow():ss}");
        });
        process.Pause(TimeSpan.FromSeconds(30));

        simulator.RunUntil(TimeSpan.FromSeconds(29).Ticks);
        Assert.Empty(said);
        simulator.RunUntil(TimeSpan.FromSeconds(40).Ticks);

        Assert.Equal(["32"], said);
    }

    [Fact]
    public void A_clock_that_is_set_moves_no_timer()
    {
        process.Begin(async () =>
        {
            clock.Ahead = TimeSpan.FromHours(-3);
            await Task.Delay(TimeSpan.FromSeconds(2), clock);
            said.Add($"{simulator.Instant:ss} {clock.GetUtcNow():HH:ss}");
        });

        simulator.RunUntil(TimeSpan.FromSeconds(9).Ticks);

        Assert.Equal(["02 21:02"], said);
    }

    [Fact]
    public void Work_that_escapes_to_another_thread_is_found()
    {
        Exception? escape = null;
        var other = new Thread(() => escape = Record.Exception(() => process.Post(_ => { }, null)));
        other.Start();
        other.Join();

        Assert.Contains("escaped", Assert.IsType<InvalidOperationException>(escape).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_spins_without_time_passing_is_found()
    {
        process.Begin(async () =>
        {
            while (true)
            {
                await Task.Yield();
            }
        });

        Assert.Throws<LivelockException>(() => simulator.RunUntil(1));
    }

    [Fact]
    public void Another_seed_is_another_interleaving()
    {
        string[] orders = [.. Enumerable.Range(1, 50).Select(seed => Interleave((ulong)seed)).Distinct()];

        Assert.Equal(6, orders.Length);
        Assert.Equal(Interleave(7), Interleave(7));
    }

    private static string Interleave(ulong seed)
    {
        var simulator = new Simulator(new SeededEntropy(seed), DateTimeOffset.UnixEpoch);
        string order = "";
        foreach (string name in (string[])["a", "b", "c"])
        {
            simulator.Post(null, _ => order += name, null);
        }

        simulator.RunUntil(1);
        return order;
    }
}
