using System.Globalization;

namespace Pawl.Load.Reports;

/// <summary>A table for people.</summary>
internal sealed class TableReport(TextWriter output) : IReport
{
    private bool hasHeader;

    public void Add(Measurement measurement, double? ratio)
    {
        if (!hasHeader)
        {
            Write("store", "scenario", "metric", "value", "unit", "to baseline");
            hasHeader = true;
        }

        string digits = Math.Abs(measurement.Value) < 100 ? "N3" : "N0";
        Write(
            measurement.Store,
            measurement.Scenario,
            measurement.Metric,
            measurement.Value.ToString(digits, CultureInfo.InvariantCulture),
            measurement.Unit,
            ratio?.ToString("× 0.00", CultureInfo.InvariantCulture) ?? "");
    }

    private void Write(string store, string scenario, string metric, string value, string unit, string ratio) =>
        output.WriteLine($"{store,-12}{scenario,-20}{metric,-18}{value,14} {unit,-5}{ratio}".TrimEnd());
}
