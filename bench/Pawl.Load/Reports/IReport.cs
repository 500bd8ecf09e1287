namespace Pawl.Load.Reports;

/// <summary>Tells what was measured, as it comes.</summary>
internal interface IReport
{
    /// <summary>Tells one number.</summary>
    /// <param name="measurement">The number.</param>
    /// <param name="ratio">The number divided by that of the baseline; null without one.</param>
    void Add(Measurement measurement, double? ratio);
}
