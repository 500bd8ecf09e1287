using System.Collections.Immutable;

namespace Pawl.Schedules.Cron;

/// <summary>The names that crontab(5) has for whole expressions.</summary>
internal static class CronMacros
{
    private static readonly ImmutableArray<(string Name, string Meaning)> Known =
    [
        ("@yearly", "0 0 1 1 *"),
        ("@annually", "0 0 1 1 *"),
        ("@monthly", "0 0 1 * *"),
        ("@weekly", "0 0 * * 0"),
        ("@daily", "0 0 * * *"),
        ("@midnight", "0 0 * * *"),
        ("@hourly", "0 * * * *"),
    ];

    private static readonly string[] AllNames = [.. Known.Select(macro => macro.Name)];

    public static ReadOnlySpan<string> Names => AllNames;

    /// <summary>The expression that a name stands for, in the standard dialect; null for an unknown name.</summary>
    public static string? Find(ReadOnlySpan<char> name)
    {
        foreach ((string known, string meaning) in Known)
        {
            if (name.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return meaning;
            }
        }

        return null;
    }
}
