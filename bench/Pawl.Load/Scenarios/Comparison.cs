namespace Pawl.Load.Scenarios;

/// <summary>The rate under a load against the rate without, measured turn by turn, so that a machine which gets slower or faster for a
/// minute does so for both.</summary>
internal static class Comparison
{
    private const int Turns = 3;

    /// <summary>Measures both in turn, several times.</summary>
    /// <param name="plain">Measures the rate without the load.</param>
    /// <param name="loaded">Measures it under the load.</param>
    /// <returns>The quotient of the medians, and the median under the load.</returns>
    public static async Task<IReadOnlyList<(string Metric, double Value, string Unit)>> MeasureAsync(
        Func<Task<double>> plain, Func<Task<double>> loaded)
    {
        var plainRates = new List<double>();
        var loadedRates = new List<double>();
        for (int turn = 0; turn < Turns; turn++)
        {
            plainRates.Add(await plain());
            loadedRates.Add(await loaded());
        }

        return
        [
            ("ratio", Median(loadedRates) / Median(plainRates), "1"),
            ("jobs_per_second", Median(loadedRates), "1/s"),
        ];
    }

    private static double Median(List<double> rates) => rates.Order().ElementAt(rates.Count / 2);
}
