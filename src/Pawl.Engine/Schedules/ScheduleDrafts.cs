using Pawl.Engine.Clients;
using Pawl.Storage;

namespace Pawl.Engine.Schedules;

/// <summary>Turns what a user says of a schedule into what is stored, and refuses what is wrong or too much.</summary>
internal sealed class ScheduleDrafts(JobRequests requests, IJobIds ids)
{
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMinutes(1);

    /// <exception cref="ScheduleRuleException">The rule, the zone or the calendar is wrong, or never runs.</exception>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    /// <exception cref="PayloadTooLargeException">The serialized job is too large.</exception>
    public async ValueTask<CompiledSchedule> CompileAsync(ScheduleDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft.Rule);
        ArgumentNullException.ThrowIfNull(draft.Job);
        Check(draft.Options);
        if (draft.Enqueue is { IdempotencyKey: not null } or { Unique: not null })
        {
            throw new ArgumentException(
                "An idempotency key or a unique key names one job, and a schedule makes many. Leave it out: each tick has one job anyway.",
                nameof(draft));
        }

        IdGenerator generator = await ids.GetAsync(cancellationToken);
        NewJob job = requests.Create(draft.Job, draft.Enqueue, JobDue.Now, generator);
        return new CompiledSchedule(draft.Name, new ScheduleDefinition
        {
            Rule = Cut(draft.Rule),
            Options = draft.Options with { Author = null },
            Job = JobMold.Of(job),
            IsDeclared = draft.IsDeclared,
        });
    }

    private static void Check(ScheduleOptions options)
    {
        if (options.CatchUpWindow < ShortestWindow || options.CatchUpWindow > JobLimits.LongestSpan)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), options.CatchUpWindow, "CatchUpWindow must be 1 minute to 10 years.");
        }

        if (options.Jitter < TimeSpan.Zero || options.Jitter > ScheduleOptions.LongestJitter)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Jitter, "Jitter must be 0 to 24 hours.");
        }

        if (!Enum.IsDefined(options.Overlap) || !Enum.IsDefined(options.CatchUp) || !Enum.IsDefined(options.OffDays))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options, "Overlap, CatchUp or OffDays is not one of its values.");
        }

        ArgumentNullException.ThrowIfNull(options.TimeZone, nameof(options));
        if (options.TickProperty is { Length: 0 or > JobLimits.TagLength })
        {
            throw new ArgumentException($"TickProperty must have 1 to {JobLimits.TagLength} characters.", nameof(options));
        }
    }

    /// <summary>Stores count whole microseconds, and a tick must be one of them.</summary>
    private static ScheduleRule Cut(ScheduleRule rule) => rule switch
    {
        ScheduleRule.Interval interval => interval with { Anchor = Cut(interval.Anchor) },
        ScheduleRule.Once once => once with { At = Cut(once.At) },
        _ => rule,
    };

    private static DateTimeOffset Cut(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerMillisecond));
}
