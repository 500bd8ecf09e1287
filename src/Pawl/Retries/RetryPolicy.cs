using System.Collections.Immutable;

namespace Pawl;

/// <summary>How often, and how long after each other, a job's attempts are made. Immutable.</summary>
/// <remarks>Precedence: the call that enqueues, then <see cref="JobAttribute"/>, then the handler's registration, then
/// the global default. A policy of the call or the attribute is stored with the job, without its
/// <see cref="RetryAfter{TException}"/> rules, which are code: those of a handler's registration apply to all its jobs.</remarks>
public sealed record RetryPolicy
{
    private const int MostAttempts = 1_000;

    private RetryPolicy()
    {
    }

    /// <summary>Ten attempts, from 1 second up to 1 hour apart, with full jitter.</summary>
    public static RetryPolicy Default { get; } =
        Exponential(maxAttempts: 10, initial: TimeSpan.FromSeconds(1));

    /// <summary>One attempt only.</summary>
    public static RetryPolicy None { get; } = Exponential(maxAttempts: 1, initial: TimeSpan.Zero);

    /// <summary>The failed attempt that ends the job; 1 to 1,000.</summary>
    public int MaxAttempts { get; private init; }

    /// <summary>The delay after the first failed attempt, before chance is applied.</summary>
    public TimeSpan InitialDelay { get; private init; }

    /// <summary>What no delay exceeds.</summary>
    public TimeSpan MaxDelay { get; private init; }

    /// <summary>What each further attempt multiplies the delay by; 1 to 10.</summary>
    public double Factor { get; private init; }

    /// <summary>The share of a delay that is left to chance, 0 to 1.</summary>
    public double Jitter { get; private init; }

    /// <summary>Full names of exception types that end the job at once.</summary>
    public ImmutableArray<string> NeverOn { get; private init; } = [];

    private ImmutableArray<Func<Exception, TimeSpan?>> DelayRules { get; init; } = [];

    /// <summary>Whether the policy has rules that are code, and so cannot be stored with a job.</summary>
    public bool HasDelayRules => !DelayRules.IsEmpty;

    /// <summary>Delays that grow by a factor, with chance applied.</summary>
    /// <param name="maxAttempts">The failed attempt that ends the job; 1 to 1,000.</param>
    /// <param name="initial">The delay after the first failed attempt; 0 to 10 years.</param>
    /// <param name="max">What no delay exceeds; 1 hour by default.</param>
    /// <param name="factor">What each further attempt multiplies the delay by; 1 to 10.</param>
    /// <param name="jitter">The share of a delay left to chance, 0 to 1. 1, the default, is full jitter: it spreads a
    /// crowd of retries best.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static RetryPolicy Exponential(
        int maxAttempts, TimeSpan initial, TimeSpan? max = null, double factor = 2, double jitter = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxAttempts, MostAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThan(initial, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(initial, JobLimits.LongestSpan);
        TimeSpan longest = max ?? (initial > TimeSpan.FromHours(1) ? initial : TimeSpan.FromHours(1));
        ArgumentOutOfRangeException.ThrowIfLessThan(longest, initial, nameof(max));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(longest, JobLimits.LongestSpan, nameof(max));
        if (factor is not (>= 1 and <= 10))
        {
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "Use 1 to 10.");
        }

        if (jitter is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(jitter), jitter, "Use 0 to 1.");
        }

        return new RetryPolicy
        {
            MaxAttempts = maxAttempts,
            InitialDelay = initial,
            MaxDelay = longest,
            Factor = factor,
            Jitter = jitter,
        };
    }

    /// <summary>The same delay each time, with chance applied.</summary>
    /// <param name="maxAttempts">The failed attempt that ends the job; 1 to 1,000.</param>
    /// <param name="delay">The delay; 0 to 10 years.</param>
    /// <param name="jitter">The share of the delay left to chance, 0 to 1.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static RetryPolicy Fixed(int maxAttempts, TimeSpan delay, double jitter = 0) =>
        Exponential(maxAttempts, delay, max: delay, factor: 1, jitter);

    /// <summary>An exception of this type, or of one derived from it, ends the job at once.</summary>
    /// <typeparam name="TException">The type of exception.</typeparam>
    /// <returns>A policy with the rule added.</returns>
    public RetryPolicy NotOn<TException>()
        where TException : Exception => NotOn(FullNameOf(typeof(TException)));

    /// <summary>An exception whose type, or a base of it, has this full name ends the job at once.</summary>
    /// <param name="exceptionType">The full name, as in <c>System.ArgumentException</c>.</param>
    /// <returns>A policy with the rule added.</returns>
    public RetryPolicy NotOn(string exceptionType)
    {
        ArgumentException.ThrowIfNullOrEmpty(exceptionType);
        return this with { NeverOn = NeverOn.Add(exceptionType) };
    }

    /// <summary>An exception of this type may say itself how long to wait, as HTTP's <c>Retry-After</c> does.</summary>
    /// <typeparam name="TException">The type of exception.</typeparam>
    /// <param name="delay">Reads the delay; null leaves it to the policy. Negative counts as zero, and
    /// <see cref="MaxDelay"/> does not apply.</param>
    /// <returns>A policy with the rule added.</returns>
    public RetryPolicy RetryAfter<TException>(Func<TException, TimeSpan?> delay)
        where TException : Exception
    {
        ArgumentNullException.ThrowIfNull(delay);
        return this with
        {
            DelayRules = DelayRules.Add(exception => exception is TException known ? delay(known) : null),
        };
    }

    /// <summary>Adds the <see cref="RetryAfter{TException}"/> rules of another policy: those of a handler apply also to
    /// jobs that have a policy stored.</summary>
    /// <param name="other">The policy with the rules; null adds none.</param>
    /// <returns>This policy with the rules added.</returns>
    public RetryPolicy WithRulesOf(RetryPolicy? other) =>
        other is null or { HasDelayRules: false } ? this : this with { DelayRules = DelayRules.AddRange(other.DelayRules) };

    /// <summary>Decides about a failed attempt.</summary>
    /// <param name="exception">What the handler threw.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="entropy">Where chance comes from.</param>
    /// <returns>Whether and when to try again.</returns>
    public RetryDecision Decide(Exception exception, int attempt, IEntropy entropy)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (exception is PermanentJobException || attempt >= MaxAttempts || IsNeverOn(exception.GetType()))
        {
            return RetryDecision.GiveUp.Instance;
        }

        return new RetryDecision.Again(DelayRuledFor(exception)
            ?? Backoff.WithJitter(Backoff.Ceiling(attempt, InitialDelay, Factor, MaxDelay), Jitter, entropy));
    }

    private static string FullNameOf(Type type) => type.FullName ?? type.Name;

    private bool IsNeverOn(Type thrown)
    {
        if (NeverOn.IsEmpty)
        {
            return false;
        }

        for (Type? type = thrown; type is not null; type = type.BaseType)
        {
            if (NeverOn.Contains(FullNameOf(type)))
            {
                return true;
            }
        }

        return false;
    }

    private TimeSpan? DelayRuledFor(Exception exception)
    {
        foreach (Func<Exception, TimeSpan?> rule in DelayRules)
        {
            if (rule(exception) is { } delay)
            {
                return delay < TimeSpan.Zero ? TimeSpan.Zero
                    : delay > JobLimits.LongestSpan ? JobLimits.LongestSpan
                    : delay;
            }
        }

        return null;
    }
}
