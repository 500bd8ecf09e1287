namespace Pawl.PowerCuts.Work;

/// <summary>Takes the result of what must be done by now, since there is only one thread.</summary>
internal static class AtOnce
{
    public static void Require(ValueTask done) => Require(done.AsTask());

    public static void Require<TResult>(ValueTask<TResult> done) => Require(done.AsTask());

    private static void Require(Task done)
    {
        Invariant.Require(done.IsCompleted, "A call waits for another thread, and there is none.");
        done.GetAwaiter().GetResult();
    }
}
