namespace Pawl.Schedules.Cron;

/// <summary>Spreads schedules over time by their names. The same name gives the same number everywhere and for ever: what is here may
/// never change, or schedules of users move.</summary>
internal static class StableHash
{
    /// <summary>A number for a field of a schedule.</summary>
    /// <param name="key">The schedule's name.</param>
    /// <param name="unit">The field; fields of one schedule do not go together.</param>
    /// <returns>64 bits, each as good as another.</returns>
    /// <remarks>FNV-1a (Fowler, Noll and Vo) over the UTF-16 code units, least byte first. Its low bits are weak and
    /// remainders are taken of them, so it ends with the mixing of SplitMix64 (Steele, Lea and Flood).</remarks>
    public static ulong Of(string key, CronUnit unit)
    {
        ulong hash = Add(14_695_981_039_346_656_037, (byte)unit);
        foreach (char character in key)
        {
            hash = Add(Add(hash, (byte)character), (byte)(character >> 8));
        }

        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }

    private static ulong Add(ulong hash, byte next) => (hash ^ next) * 1_099_511_628_211;
}
