using System.Security.Cryptography;
using System.Text;

namespace Pawl.Faults.Node.Jobs;

/// <summary>A job that says which call made it, so that the checker can trace it although the call never returned.</summary>
/// <param name="Origin">The call.</param>
/// <param name="Index">Which of the call's jobs it is, from 0.</param>
internal abstract record TracedJob(string Origin, int Index) : IJob
{
    /// <summary>Text that must arrive as it was sent.</summary>
    public string Filler { get; init; } = "";

    /// <summary>The text of the jobs of a call: of any length, with what is hard to write.</summary>
    public static string FillerOf(string origin)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(origin));
        return $"\"{Convert.ToHexString(hash)}\\ \t\n☃ 水 😀" + new string('x', hash[0] * 2);
    }

    /// <summary>A short name for a text.</summary>
    public static string HashOf(string filler) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(filler)), 0, 6);
}

/// <summary>Returns at once.</summary>
[Job("kill.plain")]
internal sealed record PlainJob(string Origin, int Index) : TracedJob(Origin, Index);

/// <summary>Returns at once, and is kept for no time at all.</summary>
[Job("kill.gone", RetentionSeconds = 0)]
internal sealed record GoneJob(string Origin, int Index) : TracedJob(Origin, Index);

/// <summary>Takes some ten milliseconds.</summary>
[Job("kill.slow")]
internal sealed record SlowJob(string Origin, int Index) : TracedJob(Origin, Index);

/// <summary>Throws in its first attempt.</summary>
[Job("kill.flaky")]
internal sealed record FlakyJob(string Origin, int Index) : TracedJob(Origin, Index);

/// <summary>Throws in each of its attempts.</summary>
[Job("kill.doomed")]
internal sealed record DoomedJob(string Origin, int Index) : TracedJob(Origin, Index);

/// <summary>Saves checkpoints.</summary>
[Job("kill.steps")]
internal sealed record StepsJob(string Origin, int Index) : TracedJob(Origin, Index);

/// <summary>Saves checkpoints for some seconds.</summary>
[Job("kill.long")]
internal sealed record LongJob(string Origin, int Index) : TracedJob(Origin, Index);

/// <summary>Returns its origin.</summary>
[Job("kill.result")]
internal sealed record ResultJob(string Origin, int Index) : TracedJob(Origin, Index), IJob<string>;

/// <summary>Writes a row and enqueues a <see cref="FollowJob"/> in the transaction of its completion.</summary>
[Job("kill.effect")]
internal sealed record EffectJob(string Origin, int Index) : TracedJob(Origin, Index);

/// <summary>Enqueued by the completion of an <see cref="EffectJob"/>.</summary>
[Job("kill.follow")]
internal sealed record FollowJob(string Origin, int Index) : TracedJob(Origin, Index);

/// <summary>Under its first lease, waits until it is told to stop.</summary>
[Job("kill.endless")]
internal sealed record EndlessJob(string Origin, int Index) : TracedJob(Origin, Index);

/// <summary>Under its first lease, never returns, whatever it is told.</summary>
[Job("kill.stuck")]
internal sealed record StuckJob(string Origin, int Index) : TracedJob(Origin, Index);

/// <summary>Ends its process.</summary>
[Job("kill.poison")]
internal sealed record PoisonJob(string Origin, int Index) : TracedJob(Origin, Index);

/// <summary>A tick of a schedule, which its origin names; takes as long as it says.</summary>
[Job("kill.tick")]
internal sealed record TickJob(string Origin, int Index, long Milliseconds) : TracedJob(Origin, Index);
