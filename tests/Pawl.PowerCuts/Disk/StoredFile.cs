using System.Buffers;

namespace Pawl.PowerCuts.Disk;

/// <summary>One file as the disk has it: what is surely there, and what has been written since the last sync and may be there,
/// wholly, partly or not at all.</summary>
internal sealed class StoredFile
{
    private readonly List<Change> pending = [];
    private byte[] durable = new byte[65_536];
    private int length;

    /// <summary>Whether anything waits for a sync.</summary>
    public bool HasPending => pending.Count > 0;

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        byte[] kept = ArrayPool<byte>.Shared.Rent(bytes.Length);
        bytes.CopyTo(kept);
        pending.Add(new Change((int)offset, kept, bytes.Length));
    }

    public void Truncate(long newLength) => pending.Add(new Change((int)newLength, null, 0));

    public void Sync()
    {
        foreach (Change change in pending)
        {
            change.ApplyTo(ref durable, ref length);
        }

        Drop();
    }

    /// <summary>Forgets what was written since the last sync: it will never reach the disk by itself.</summary>
    public void Drop()
    {
        foreach (Change change in pending)
        {
            if (change.Bytes is not null)
            {
                ArrayPool<byte>.Shared.Return(change.Bytes);
            }
        }

        pending.Clear();
    }

    /// <summary>Makes what a power cut may leave of the file.</summary>
    public void CutInto(CrashFile image, Remains remains, CutChance chance)
    {
        image.Set(durable.AsSpan(0, length));
        int last = remains == Remains.First ? chance.Next(pending.Count + 1) : pending.Count;
        for (int i = 0; i < pending.Count; i++)
        {
            Change change = pending[i];
            bool isKept = remains switch
            {
                Remains.Nothing => false,
                Remains.First => i <= last,
                Remains.Some or Remains.Sectors => chance.Next(2) == 0,
                _ => true,
            };
            if (!isKept)
            {
                continue;
            }

            bool isTorn = change.Bytes is not null && (remains == Remains.Sectors || (remains == Remains.First && i == last));
            image.Apply(change, isTorn ? chance : null);
        }
    }

    /// <summary>A write, or a truncation when it has no bytes.</summary>
    internal readonly record struct Change(int Offset, byte[]? Bytes, int Count)
    {
        public void ApplyTo(ref byte[] target, ref int targetLength)
        {
            if (Bytes is null)
            {
                targetLength = Math.Min(targetLength, Offset);
                return;
            }

            Put(ref target, ref targetLength, Offset, Bytes.AsSpan(0, Count));
        }

        public static void Put(ref byte[] target, ref int targetLength, int offset, ReadOnlySpan<byte> bytes)
        {
            int end = offset + bytes.Length;
            if (end > target.Length)
            {
                Array.Resize(ref target, Math.Max(end, target.Length * 2));
            }

            if (offset > targetLength)
            {
                target.AsSpan(targetLength, offset - targetLength).Clear();
            }

            bytes.CopyTo(target.AsSpan(offset));
            targetLength = Math.Max(targetLength, end);
        }
    }
}
