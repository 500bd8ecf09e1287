using Pawl.PowerCuts.Judging;

namespace Pawl.PowerCuts.Runs;

/// <summary>Cuts the power at every change of the disk, seed after seed.</summary>
internal static class CutRun
{
    /// <summary>Runs seeds from the first on until enough images were judged, or a promise was broken.</summary>
    public static CutResult Run(ulong firstSeed, long images, TrialSettings settings)
    {
        var tally = new Tally();
        ulong seed = firstSeed;
        ulong trace = 0;
        for (; tally.Images < images; seed++)
        {
            using var trial = new Trial(seed, settings with { MostImages = images - tally.Images });
            trial.Run();
            tally.Add(trial.Tally);
            trace = (trace * 31) ^ trial.Disk.Trace;
            if (trial.Violations.Count > 0)
            {
                Violation first = trial.Violations[0];
                return new CutResult(tally, trace, seed, first, $"./eng/cut-power --images {trial.Tally.Images} --seed {seed}");
            }
        }

        return new CutResult(tally, trace, seed - 1, null, "");
    }
}
