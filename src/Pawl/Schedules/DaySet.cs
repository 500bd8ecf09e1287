using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Pawl;

/// <summary>A set of days: holidays, business days, or what is made of them: <c>DaySet.Weekdays - holidays</c>. Immutable, compared by
/// what is written, and stored as JSON with the schedule that uses it.</summary>
/// <remarks>A set has at most <see cref="MostDates"/> dates, in at most <see cref="MostParts"/> parts, and parts within parts to a depth
/// of <see cref="MostDepth"/>; what would have more throws <see cref="ArgumentException"/>.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ListedDays), "dates")]
[JsonDerivedType(typeof(DayRange), "range")]
[JsonDerivedType(typeof(YearlyDay), "yearly")]
[JsonDerivedType(typeof(WeeklyDays), "weekly")]
[JsonDerivedType(typeof(AnyOf), "anyOf")]
[JsonDerivedType(typeof(AllOf), "allOf")]
[JsonDerivedType(typeof(AllBut), "allBut")]
public abstract record DaySet
{
    /// <summary>The most dates of a set, in all its lists together: 10,000.</summary>
    public const int MostDates = 10_000;

    /// <summary>The most parts of a set: 150. A list of dates is one part, however long, and so are a range and a day of every
    /// year.</summary>
    public const int MostParts = 150;

    /// <summary>How deep parts may lie within parts: 16, so that the JSON stays within the depth that readers of JSON allow.</summary>
    public const int MostDepth = 16;

    private readonly int dates;
    private readonly int parts;
    private readonly int depth;

    private DaySet(int dates = 0)
        : this(dates, 1, 1)
    {
    }

    private DaySet(ImmutableArray<DaySet> parts)
        : this(Complete(parts).Sum(part => part.dates), 1 + parts.Sum(part => part.parts), 1 + parts.Max(part => part.depth))
    {
    }

    private DaySet(int dates, int parts, int depth)
    {
        if (dates > MostDates)
        {
            throw new ArgumentException($"The set has {dates} dates; {MostDates} are the most. Use ranges, or fewer years.");
        }

        if (parts > MostParts)
        {
            throw new ArgumentException($"The set has {parts} parts; {MostParts} are the most. Put single days into one list of dates.");
        }

        if (depth > MostDepth)
        {
            throw new ArgumentException($"The set has parts within parts to a depth of {depth}; {MostDepth} is the most. Say it in fewer.");
        }

        this.dates = dates;
        this.parts = parts;
        this.depth = depth;
    }

    /// <summary>Every day.</summary>
    public static DaySet EveryDay { get; } = DaysOfWeek(Enum.GetValues<DayOfWeek>());

    /// <summary>Monday to Friday.</summary>
    public static DaySet Weekdays { get; } =
        DaysOfWeek(DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday);

    /// <summary>Some days.</summary>
    /// <param name="days">The days; none is allowed.</param>
    /// <returns>The set.</returns>
    public static DaySet On(params IEnumerable<DateOnly> days) => new ListedDays([.. days]);

    /// <summary>All days from one to another.</summary>
    /// <param name="first">The first day.</param>
    /// <param name="last">The last day, itself in the set; not before the first.</param>
    /// <returns>The set.</returns>
    public static DaySet Between(DateOnly first, DateOnly last) => new DayRange(first, last);

    /// <summary>The same day of every year.</summary>
    /// <param name="month">The month, 1 to 12.</param>
    /// <param name="day">The day of the month, from 1; 29 February is there in leap years only.</param>
    /// <returns>The set.</returns>
    public static DaySet EveryYear(int month, int day) => new YearlyDay(month, day);

    /// <summary>Some days of every week.</summary>
    /// <param name="days">The days of the week.</param>
    /// <returns>The set.</returns>
    public static DaySet DaysOfWeek(params IEnumerable<DayOfWeek> days) => new WeeklyDays([.. days]);

    /// <summary>The days of either set.</summary>
    /// <param name="left">A set.</param>
    /// <param name="right">Another set.</param>
    public static DaySet operator |(DaySet left, DaySet right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.Union(right);
    }

    /// <summary>The days of both sets.</summary>
    /// <param name="left">A set.</param>
    /// <param name="right">Another set.</param>
    public static DaySet operator &(DaySet left, DaySet right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.Intersect(right);
    }

    /// <summary>The days of a set that are not in another.</summary>
    /// <param name="left">The set.</param>
    /// <param name="right">The other one.</param>
    public static DaySet operator -(DaySet left, DaySet right)
    {
        ArgumentNullException.ThrowIfNull(left);
        return left.Except(right);
    }

    /// <summary>The days of either set, as <c>|</c> has them.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>A new set.</returns>
    public DaySet Union(DaySet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ImmutableArray<DaySet> sets = [.. this is AnyOf left ? left.Sets : [this], .. other is AnyOf right ? right.Sets : [other]];
        ListedDays[] lists = [.. sets.OfType<ListedDays>()];
        if (lists.Length > 1)
        {
            // Dates that were added one by one are one list.
            sets = [new ListedDays([.. lists.SelectMany(list => list.Dates)]), .. sets.Where(set => set is not ListedDays)];
        }

        return sets.Length == 1 ? sets[0] : new AnyOf(sets);
    }

    /// <summary>The days of both sets, as <c>&amp;</c> has them.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>A new set.</returns>
    public DaySet Intersect(DaySet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new AllOf([.. this is AllOf left ? left.Sets : [this], .. other is AllOf right ? right.Sets : [other]]);
    }

    /// <summary>The days of this set that are not in another, as <c>-</c> has them.</summary>
    /// <param name="other">The other set.</param>
    /// <returns>A new set.</returns>
    public DaySet Except(DaySet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return this is AllBut left ? new AllBut(left.Days, left.Without | other) : new AllBut(this, other);
    }

    /// <summary>Whether a day is in the set.</summary>
    /// <param name="day">The day.</param>
    public abstract bool Contains(DateOnly day);

    // JSON may leave out anything.
    private static ImmutableArray<DaySet> Complete(ImmutableArray<DaySet> parts) =>
        parts.IsDefaultOrEmpty || parts.Any(part => part is null) ? throw new ArgumentException("The set lacks a part.") : parts;

    /// <summary>Days one by one.</summary>
    public sealed record ListedDays : DaySet
    {
        /// <summary>Makes a set.</summary>
        /// <param name="dates">The days, in any order.</param>
        public ListedDays(ImmutableArray<DateOnly> dates)
            : base(dates.IsDefault ? 0 : dates.Length) => Dates = dates.IsDefault ? [] : [.. dates.Distinct().Order()];

        /// <summary>The days, in order and each once.</summary>
        public ImmutableArray<DateOnly> Dates { get; }

        /// <inheritdoc />
        public override bool Contains(DateOnly day) => Dates.BinarySearch(day) >= 0;

        /// <summary>Whether another set has the same days.</summary>
        /// <param name="other">The other set.</param>
        public bool Equals(ListedDays? other) => other is not null && Dates.AsSpan().SequenceEqual(other.Dates.AsSpan());

        /// <inheritdoc />
        public override int GetHashCode() => Dates.Aggregate(0, HashCode.Combine);
    }

    /// <summary>All days from one to another.</summary>
    public sealed record DayRange : DaySet
    {
        /// <summary>Makes a set.</summary>
        /// <param name="first">The first day.</param>
        /// <param name="last">The last day.</param>
        public DayRange(DateOnly first, DateOnly last)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
            First = first;
            Last = last;
        }

        /// <summary>The first day.</summary>
        public DateOnly First { get; }

        /// <summary>The last day, itself in the set.</summary>
        public DateOnly Last { get; }

        /// <inheritdoc />
        public override bool Contains(DateOnly day) => day >= First && day <= Last;
    }

    /// <summary>The same day of every year.</summary>
    public sealed record YearlyDay : DaySet
    {
        /// <summary>Makes a set.</summary>
        /// <param name="month">The month, 1 to 12.</param>
        /// <param name="day">The day of the month, from 1.</param>
        public YearlyDay(int month, int day)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(month, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
            ArgumentOutOfRangeException.ThrowIfLessThan(day, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(day, DateTime.DaysInMonth(2000, month));
            Month = month;
            Day = day;
        }

        /// <summary>The month, 1 to 12.</summary>
        public int Month { get; }

        /// <summary>The day of the month, from 1.</summary>
        public int Day { get; }

        /// <inheritdoc />
        public override bool Contains(DateOnly day) => day.Month == Month && day.Day == Day;
    }

    /// <summary>Some days of every week.</summary>
    public sealed record WeeklyDays : DaySet
    {
        /// <summary>Makes a set.</summary>
        /// <param name="days">The days of the week, in any order.</param>
        public WeeklyDays(ImmutableArray<DayOfWeek> days)
        {
            Days = days.IsDefault ? [] : [.. days.Distinct().Order()];
            if (Days.Any(day => !Enum.IsDefined(day)))
            {
                throw new ArgumentOutOfRangeException(nameof(days), "Use Sunday (0) to Saturday (6).");
            }
        }

        /// <summary>The days of the week, from Sunday and each once.</summary>
        public ImmutableArray<DayOfWeek> Days { get; }

        /// <inheritdoc />
        public override bool Contains(DateOnly day) => Days.Contains(day.DayOfWeek);

        /// <summary>Whether another set has the same days.</summary>
        /// <param name="other">The other set.</param>
        public bool Equals(WeeklyDays? other) => other is not null && Days.AsSpan().SequenceEqual(other.Days.AsSpan());

        /// <inheritdoc />
        public override int GetHashCode() => Days.Aggregate(0, HashCode.Combine);
    }

    /// <summary>The days that are in any of some sets.</summary>
    public sealed record AnyOf : DaySet
    {
        /// <summary>Makes a set.</summary>
        /// <param name="sets">The sets, at least one.</param>
        public AnyOf(ImmutableArray<DaySet> sets)
            : base(sets) => Sets = sets;

        /// <summary>The sets, as they were written.</summary>
        public ImmutableArray<DaySet> Sets { get; }

        /// <inheritdoc />
        public override bool Contains(DateOnly day) => Sets.Any(set => set.Contains(day));

        /// <summary>Whether another set is made of the same sets in the same order.</summary>
        /// <param name="other">The other set.</param>
        public bool Equals(AnyOf? other) => other is not null && Sets.SequenceEqual(other.Sets);

        /// <inheritdoc />
        public override int GetHashCode() => Sets.Aggregate(1, HashCode.Combine);
    }

    /// <summary>The days that are in all of some sets.</summary>
    public sealed record AllOf : DaySet
    {
        /// <summary>Makes a set.</summary>
        /// <param name="sets">The sets, at least one.</param>
        public AllOf(ImmutableArray<DaySet> sets)
            : base(sets) => Sets = sets;

        /// <summary>The sets, as they were written.</summary>
        public ImmutableArray<DaySet> Sets { get; }

        /// <inheritdoc />
        public override bool Contains(DateOnly day) => Sets.All(set => set.Contains(day));

        /// <summary>Whether another set is made of the same sets in the same order.</summary>
        /// <param name="other">The other set.</param>
        public bool Equals(AllOf? other) => other is not null && Sets.SequenceEqual(other.Sets);

        /// <inheritdoc />
        public override int GetHashCode() => Sets.Aggregate(2, HashCode.Combine);
    }

    /// <summary>The days of a set that are not in another.</summary>
    public sealed record AllBut : DaySet
    {
        /// <summary>Makes a set.</summary>
        /// <param name="days">The set.</param>
        /// <param name="without">The other one.</param>
        public AllBut(DaySet days, DaySet without)
            : base([days, without])
        {
            Days = days;
            Without = without;
        }

        /// <summary>The set.</summary>
        public DaySet Days { get; }

        /// <summary>What is not in it.</summary>
        public DaySet Without { get; }

        /// <inheritdoc />
        public override bool Contains(DateOnly day) => Days.Contains(day) && !Without.Contains(day);
    }
}
