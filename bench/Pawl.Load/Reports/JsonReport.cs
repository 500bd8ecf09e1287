namespace Pawl.Load.Reports;

/// <summary>One JSON line a metric; and one more, named <c>…_to_baseline</c>, when there is a baseline.</summary>
internal sealed class JsonReport(TextWriter output) : IReport
{
    public void Add(Measurement measurement, double? ratio)
    {
        output.WriteLine(measurement.ToJson());
        if (ratio is { } known)
        {
            output.WriteLine(
                (measurement with { Metric = $"{measurement.Metric}_to_baseline", Value = known, Unit = "1" }).ToJson());
        }
    }
}
