using System.Diagnostics;

namespace Pawl.Faults.Node;

/// <summary>Notices when the machine did not let this process run: a lease that ends then was not taken from a healthy holder.</summary>
internal sealed class Pulse(Journal journal)
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(500);

    public void Start() => new Thread(Run) { IsBackground = true, Name = "pulse" }.Start();

    private void Run()
    {
        using var never = new ManualResetEventSlim();
        long last = Stopwatch.GetTimestamp();
        while (!never.Wait(Beat))
        {
            TimeSpan passed = Stopwatch.GetElapsedTime(last);
            last = Stopwatch.GetTimestamp();
            if (passed > Late)
            {
                journal.Write($"slow {(int)passed.TotalMilliseconds}");
            }
        }
    }
}
