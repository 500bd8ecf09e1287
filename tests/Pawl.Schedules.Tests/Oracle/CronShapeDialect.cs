using Pawl.Checker.WallClocks;

namespace Pawl.Schedules.Tests.Oracle;

/// <summary>The oracle knows nothing of the product, not even its names of dialects.</summary>
public static class CronShapeDialect
{
    extension(CronShape shape)
    {
        public CronDialect Dialect => shape.IsQuartz ? CronDialect.Quartz : CronDialect.Standard;
    }
}
