using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Pawl.Engine.Telemetry;

/// <summary>The names to listen to: <c>tracing.AddSource(PawlTelemetry.ActivitySourceName)</c> and
/// <c>metrics.AddMeter(PawlTelemetry.MeterName)</c>. Nothing is measured while nobody listens.</summary>
public static class PawlTelemetry
{
    /// <summary>The name of Pawl's activity source.</summary>
    public const string ActivitySourceName = "Pawl";

    /// <summary>The name of Pawl's meter.</summary>
    public const string MeterName = "Pawl";

    internal static readonly ActivitySource Activities = new(ActivitySourceName);

    internal static readonly Meter Meter = new(MeterName);
}
