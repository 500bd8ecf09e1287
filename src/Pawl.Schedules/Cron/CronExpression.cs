using System.Numerics;
using NodaTime;
using Pawl.Schedules.Ticks;

namespace Pawl.Schedules.Cron;

/// <summary>The times on the wall clock that a cron expression says; <c>docs/reference/cron.md</c> has the syntax. Immutable.</summary>
internal sealed class CronExpression : LocalTimes
{
    /// <summary>The most characters of an expression.</summary>
    public const int LongestText = 1_000;

    private readonly CronClock clock;
    private readonly CronDays days;
    private readonly CronYears years;

    internal CronExpression(string text, CronClock clock, in CronDays days, CronYears years, bool isInterval)
    {
        Text = text;
        this.clock = clock;
        this.days = days;
        this.years = years;
        IsInterval = isInterval;
    }

    /// <summary>What was written.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    /// <remarks>So it is where the hour, the minute or the second is written with <c>*</c> or a step; lists, ranges and numbers are
    /// fixed times. The second that five fields leave out is a number.</remarks>
    public override bool IsInterval { get; }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">At most <see cref="LongestText"/> characters.</param>
    /// <param name="dialect">How days of the week are counted.</param>
    /// <param name="hashKey">What <c>H</c> chooses by: the name of the schedule.</param>
    /// <returns>The expression.</returns>
    /// <exception cref="ScheduleRuleException">It is none, or no day can ever be one of its days.</exception>
    public static CronExpression Parse(string text, CronDialect dialect, string hashKey) => CronParser.Parse(text, dialect, hashKey);

    /// <inheritdoc/>
    public override LocalDateTime? AtOrAfter(LocalDateTime from)
    {
        (int year, int month, int day) = (from.Year, from.Month, from.Day);
        uint rest = DaysOf(year, month) & (uint.MaxValue << day);
        if ((rest & (1u << day)) != 0)
        {
            int time = clock.AtOrAfter(from.Hour, from.Minute, from.Second);
            if (time >= 0)
            {
                return At(year, month, day, time);
            }

            rest &= rest - 1;
        }

        while (rest == 0)
        {
            uint months = years.Contain(year) && year >= 1 ? days.MonthsAfter(month) : 0;
            if (months == 0)
            {
                if (years.After(year) is not { } next)
                {
                    return null;
                }

                (year, months) = (next, days.Months);
            }

            month = BitOperations.TrailingZeroCount(months);
            rest = days.Of(year, month);
        }

        return At(year, month, BitOperations.TrailingZeroCount(rest), clock.First);
    }

    /// <inheritdoc/>
    public override LocalDateTime? Before(LocalDateTime until)
    {
        LocalDateTime last = until.PlusNanoseconds(-1);
        (int year, int month, int day) = (last.Year, last.Month, last.Day);
        uint rest = DaysOf(year, month) & (uint.MaxValue >> (31 - day));
        if ((rest & (1u << day)) != 0)
        {
            int time = clock.AtOrBefore(last.Hour, last.Minute, last.Second);
            if (time >= 0)
            {
                return At(year, month, day, time);
            }

            rest &= ~(1u << day);
        }

        while (rest == 0)
        {
            uint months = years.Contain(year) && year >= 1 ? days.MonthsBefore(month) : 0;
            if (months == 0)
            {
                if (years.Before(year) is not { } previous)
                {
                    return null;
                }

                (year, months) = (previous, days.Months);
            }

            month = BitOperations.Log2(months);
            rest = days.Of(year, month);
        }

        return At(year, month, BitOperations.Log2(rest), clock.Last);
    }

    /// <summary>The expression in words, with what <c>H</c> chose.</summary>
    public string Describe() => CronDescription.Of(clock, days, years);

    /// <summary>What was written.</summary>
    public override string ToString() => Text;

    private uint DaysOf(int year, int month) =>
        year >= 1 && years.Contain(year) && days.HasMonth(month) ? days.Of(year, month) : 0;

    private static LocalDateTime At(int year, int month, int day, int time) =>
        new(year, month, day, time / 3600, time / 60 % 60, time % 60);
}
