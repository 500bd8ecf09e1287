using Pawl.PowerCuts.Images;
using Pawl.PowerCuts.Judging;
using Pawl.PowerCuts.Work;

namespace Pawl.PowerCuts.Runs;

/// <content>What is judged: images of the disk, and what callers were told.</content>
internal sealed partial class Trial
{
    /// <summary>Cuts the power several times, in all manners, though nothing is being written.</summary>
    public void CutRepeatedly(int times)
    {
        for (int i = 0; i < times; i++)
        {
            TakeImage();
        }

        violations.AddRange(States.Decide());
    }

    /// <summary>Reads what is in the file now.</summary>
    public Snapshot ReadLive()
    {
        Snapshot live = reader.ReadLive(folder.LiveFile, out string? complaint);
        if (complaint is not null)
        {
            Blame("reading", "a file that can be read", complaint);
        }

        return live;
    }

    /// <summary>Judges the calls of a transaction whose state after is known, and forgets them.</summary>
    private void Settle(Snapshot after, Snapshot? other = null)
    {
        string where = $"transaction {States.Count + 1} ({string.Join(", ", issued)})";
        foreach (string complaint in Transition.Judge(States.Latest, after, issued, payloads, Microseconds(clock.Now)))
        {
            Blame(where, "what was answered, and nothing else", complaint);
        }

        issued.Clear();
        violations.AddRange(States.Add(after, other));
    }

    /// <summary>Judges the calls that the store was at when it stopped, now that it is open again. What was done and not done
    /// is told apart; what is unknown has happened wholly or not at all.</summary>
    /// <param name="after">What the file holds.</param>
    /// <param name="done">What it holds if all that is unknown has happened.</param>
    public void SettleUnknown(Snapshot after, Snapshot? done)
    {
        bool isUnknown = issued.Exists(call => call.Outcome == CallOutcome.Unknown);
        if (isUnknown && after.Digest == done?.Digest)
        {
            issued.Clear();
            violations.AddRange(States.Add(after));
        }
        else
        {
            Settle(after, isUnknown ? done : null);
        }
    }

    public void Blame(string where, string expected, string found) => violations.Add(new Violation(where, expected, found));

    private void AfterTransaction()
    {
        Call[] answered = [.. issued.Where(call => call.Outcome != CallOutcome.Waiting)];
        foreach (Call call in answered.Where(call => call.Outcome == CallOutcome.Nonsense))
        {
            Blame(call.ToString(), "done, not done or unknown (I-38)", call.Failure?.ToString() ?? "");
        }

        if (HasStopped)
        {
            // What the file holds is known when it has been opened again.
            return;
        }

        Call[] waiting = [.. issued.Except(answered)];
        issued.RemoveAll(waiting.Contains);
        Settle(ReadLive());
        issued.AddRange(waiting);
        DrainKept();
    }

    private void TakeImage()
    {
        // Callers who have been answered by now know it, and hold us to it.
        context.Pump();
        Tally.Images++;
        Tally.Syncs = Disk.Syncs;
        Disk.CutInto(image, cutChance);
        if (image.IsTorn)
        {
            Tally.TornImages++;
        }

        string where = $"image {Tally.Images} ({image.Remains})";
        Snapshot found = folder.Read(image, reader, out string? complaint);
        Disk.Note(found.Digest);
        if (complaint is not null)
        {
            Blame(where, "a sound file", complaint);
            return;
        }

        States.Judge(found, where);
        if (settings.ImagesPerDrain > 0 && Tally.Images % settings.ImagesPerDrain == 0)
        {
            toDrain.Add((folder.Keep(image), clock.Now, where));
        }
    }

    private void DrainKept()
    {
        foreach ((string path, DateTimeOffset now, string where) in toDrain)
        {
            Tally.Drains++;
            foreach (string complaint in Drain.Run(path, now, reader))
            {
                Blame($"{where}, drained", "all ended, and nothing lost", complaint);
            }
        }

        toDrain.Clear();
    }

    private static long Microseconds(DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
