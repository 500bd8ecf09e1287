namespace Pawl.PowerCuts.Disk;

/// <summary>What a power cut has left of one file.</summary>
internal sealed class CrashFile
{
    private const int SectorBytes = 512;

    private byte[] bytes = new byte[65_536];
    private int length;

    public ReadOnlySpan<byte> Bytes => bytes.AsSpan(0, length);

    /// <summary>Whether the file's name is there.</summary>
    public bool Exists { get; set; }

    /// <summary>Whether some sectors of a write are there and others are not.</summary>
    public bool IsTorn { get; private set; }

    public void Set(ReadOnlySpan<byte> content)
    {
        length = 0;
        IsTorn = false;
        StoredFile.Change.Put(ref bytes, ref length, 0, content);
    }

    /// <summary>Adds a write, or, given chance, some sectors of it.</summary>
    public void Apply(in StoredFile.Change change, CutChance? chance)
    {
        if (change.Bytes is null || chance is null)
        {
            change.ApplyTo(ref bytes, ref length);
            return;
        }

        for (int at = 0; at < change.Count; at += SectorBytes)
        {
            if (chance.Next(3) == 0)
            {
                IsTorn = true;
                continue;
            }

            int count = Math.Min(SectorBytes, change.Count - at);
            StoredFile.Change.Put(ref bytes, ref length, change.Offset + at, change.Bytes.AsSpan(at, count));
        }
    }
}
