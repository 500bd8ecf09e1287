using System.Globalization;

namespace Pawl.Schedules.Tests.Oracle;

/// <summary>How much the oracles of cron compare: a share that takes seconds, unless somebody asks for more.</summary>
public static class OracleSettings
{
    public const string SamplesVariable = "PAWL_ORACLE_SAMPLES";
    public const string SeedVariable = "PAWL_ORACLE_SEED";

    public static long Seed => Setting(SeedVariable, 1);

    public static long Samples(long otherwise) => Setting(SamplesVariable, otherwise);

    private static long Setting(string variable, long otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
