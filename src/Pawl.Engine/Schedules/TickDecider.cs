using Pawl.Storage;

namespace Pawl.Engine.Schedules;

/// <summary>Decides what becomes of the ticks of one schedule up to now. A function of what was read: no clock, no store. For one
/// decision.</summary>
/// <remarks>
/// <para>In this order: ticks older than the catch-up window are too old; of those that nobody saw within a minute of their time, the
/// catch-up policy says what still runs; what is left runs as the overlap policy allows. What waits for an earlier job to finish stays
/// undecided, and somebody looks again soon.</para>
/// <para>At most 1,000 ticks are looked at one by one. A longer row of skipped ones is one entry without a count; a longer row of others is
/// gone on with at once.</para>
/// </remarks>
internal sealed class TickDecider
{
    private const int MostLookedAt = 1_000;

    /// <summary>Who is no later than this is in time: a node may be slow, or has taken over from one that died.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>How soon to look again whether an earlier job has finished.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Instantly = TimeSpan.FromMicroseconds(1);

    private readonly StoredSchedule schedule;
    private readonly CompiledSchedule compiled;
    private readonly DateTimeOffset now;
    private readonly IdGenerator ids;
    private readonly List<FiredTick> fired = [];
    private readonly List<SkippedTicks> skipped = [];
    private DateTimeOffset decidedUntil;
    private int mayCatchUp;
    private bool isWaiting;
    private bool isHeldBack;

    public TickDecider(StoredSchedule schedule, CompiledSchedule compiled, DateTimeOffset now, IdGenerator ids, int mostCaughtUp)
    {
        this.schedule = schedule;
        this.compiled = compiled;
        // The store's clock may have gone back, and what was decided stays so.
        this.now = now > schedule.DecidedUntil ? now : schedule.DecidedUntil;
        this.ids = ids;
        decidedUntil = schedule.DecidedUntil;
        mayCatchUp = mostCaughtUp;
    }

    /// <summary>How many late ticks run.</summary>
    public int CaughtUp { get; private set; }

    /// <summary>Whether jobs that live are to be cancelled before the decision is written.</summary>
    public bool CancelsLiveJobs { get; private set; }

    /// <summary>Decides what can be decided now.</summary>
    public ScheduleWrite Decide()
    {
        SkipLate();
        Start([.. compiled.Rule.AllAfter(decidedUntil).TakeWhile(tick => tick <= now).Take(MostLookedAt)]);
        DateTimeOffset? next = compiled.Rule.After(decidedUntil);
        if (next is { } left && left <= now)
        {
            // Ticks are left: those behind the most to look at, or that must wait.
            return Write(isWaiting || isHeldBack ? now + LookAgain : now);
        }

        decidedUntil = now;
        return Write(next);
    }

    /// <summary>Decides everything, because the version ends now: what cannot start at once is superseded.</summary>
    public ScheduleWrite Settle()
    {
        Decide();
        SkipUpTo(now, SkipReason.Superseded);
        isWaiting = false;
        return Write(dueAt: null);
    }

    private void SkipLate()
    {
        SkipUpTo(now - compiled.Options.CatchUpWindow, SkipReason.TooOld);
        if (schedule.SeenUntil > decidedUntil || compiled.Options.CatchUp == CatchUpPolicy.All)
        {
            // It was seen in time, and only waits for its turn; or it runs however late it is.
            return;
        }

        DateTimeOffset missedUntil = now - Tolerance;
        bool runsLatest = compiled.Options.CatchUp == CatchUpPolicy.Latest;
        SkipUpTo(
            runsLatest && compiled.Rule.UpTo(now) is { } latest && latest <= missedUntil ? latest - Instantly : missedUntil,
            SkipReason.Missed);
    }

    private void Start(DateTimeOffset[] pending)
    {
        if (pending is [])
        {
            return;
        }

        bool isBusy = schedule.LiveJobs.Count > 0;
        switch (compiled.Options.Overlap)
        {
            case OverlapPolicy.Skip when !isBusy && !MayFire(pending[0]):
            case OverlapPolicy.CancelOther when !MayFire(pending[^1]):
                isHeldBack = true;
                break;
            case OverlapPolicy.Skip:
                if (!isBusy)
                {
                    Fire(pending[0]);
                }

                SkipUpTo(pending[^1], SkipReason.Overlap);
                break;
            case OverlapPolicy.CancelOther:
                CancelsLiveJobs = isBusy;
                SkipUpTo(pending[^1] - Instantly, SkipReason.Overlap);
                Fire(pending[^1]);
                break;
            case OverlapPolicy.Allow:
                isHeldBack = !pending.All(Fire);
                break;
            case OverlapPolicy.BufferOne or OverlapPolicy.BufferAll:
                isWaiting = true;
                if (!isBusy && Fire(pending[0]) && compiled.Options.Overlap == OverlapPolicy.BufferOne)
                {
                    // Those that came while it waited.
                    SkipUpTo(schedule.SeenUntil ?? decidedUntil, SkipReason.Overlap);
                }

                break;
        }
    }

    private bool IsLate(DateTimeOffset at) => at <= now - Tolerance;

    /// <returns>False when it is late and no more late ones may run now.</returns>
    private bool MayFire(DateTimeOffset at) => mayCatchUp > 0 || !IsLate(at);

    /// <returns>Whether it may.</returns>
    private bool Fire(DateTimeOffset at)
    {
        if (!MayFire(at))
        {
            return false;
        }

        mayCatchUp -= IsLate(at) ? 1 : 0;
        CaughtUp += IsLate(at) ? 1 : 0;
        fired.Add(compiled.Fire(at, TickKind.Nominal, ids));
        decidedUntil = at;
        return true;
    }

    private void SkipUpTo(DateTimeOffset until, SkipReason reason)
    {
        if (until <= decidedUntil)
        {
            return;
        }

        if (compiled.Rule.After(decidedUntil) is { } first && first <= until && compiled.Rule.UpTo(until) is { } last)
        {
            int count = compiled.Rule.AllAfter(decidedUntil).TakeWhile(tick => tick <= last).Take(MostLookedAt + 1).Count();
            skipped.Add(new SkippedTicks(first, last, count <= MostLookedAt ? count : null, reason));
        }

        decidedUntil = until;
    }

    private ScheduleWrite Write(DateTimeOffset? dueAt) => new()
    {
        Name = schedule.Name,
        Revision = schedule.Revision,
        Fired = fired,
        Skipped = skipped,
        DecidedUntil = decidedUntil,
        SeenUntil = isWaiting ? now : null,
        DueAt = dueAt,
    };
}
