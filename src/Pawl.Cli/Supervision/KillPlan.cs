using Pawl.Demo.Runs;

namespace Pawl.Cli.Supervision;

/// <summary>The moments at which the working process is killed: the first, when there are several, during the import, the
/// others spread over the results, at random within their share.</summary>
internal sealed class KillPlan
{
    // A job that loses its worker three times counts as poison and is failed, and the import runs long enough to be hit
    // that often.
    private const int MostImportKills = 2;

    // A share's margins are left out, so that two kills are never so close that the same jobs are hit each time.
    private const double Margin = 0.2;

    private readonly Queue<Moment> moments;
    private int importKills;

    private KillPlan(IEnumerable<Moment> moments)
    {
        this.moments = new Queue<Moment>(moments);
        Planned = this.moments.Count;
    }

    /// <summary>How many kills were planned.</summary>
    public int Planned { get; }

    /// <summary>How many were made.</summary>
    public int Made => Planned - moments.Count;

    /// <summary>Draws the moments.</summary>
    /// <param name="kills">How many; 0 or more.</param>
    /// <param name="records">How many records the run has.</param>
    /// <param name="seed">The same seed gives the same moments.</param>
    /// <returns>The plan.</returns>
    public static KillPlan Draw(int kills, int records, int seed)
    {
#pragma warning disable CA5394 // The moments should be repeatable, not secret.
        var chance = new Random(seed);
        var moments = new List<Moment>();
        if (kills > 1)
        {
            moments.Add(new Moment(IsInImport: true, Within(0, records)));
        }

        int shares = kills - moments.Count;
        for (int share = 0; share < shares; share++)
        {
            moments.Add(new Moment(
                IsInImport: false, Within((double)records * share / shares, (double)records * (share + 1) / shares)));
        }

        return new KillPlan(moments);

        long Within(double from, double to) =>
            (long)(from + ((to - from) * (Margin + ((1 - (2 * Margin)) * chance.NextDouble()))));
#pragma warning restore CA5394
    }

    /// <summary>Whether it is time, and if so, goes on to the next moment.</summary>
    /// <param name="progress">How far the run is.</param>
    /// <returns>Whether to kill the working process now.</returns>
    public bool TryTake(RunProgress progress)
    {
        if (!moments.TryPeek(out Moment next) || !next.IsReached(progress)
            || (progress.IsImporting && importKills == MostImportKills))
        {
            return false;
        }

        moments.Dequeue();
        importKills += progress.IsImporting ? 1 : 0;
        return true;
    }

    private readonly record struct Moment(bool IsInImport, long At)
    {
        public bool IsReached(RunProgress progress) => (IsInImport ? progress.Imported : progress.Results) >= At;
    }
}
