using System.Globalization;

namespace Pawl.Checker.WallClocks;

/// <summary>One item of a field: what is printed for the product, and what it means in the simplest words.</summary>
public abstract record CronItem
{
    private CronItem()
    {
    }

    /// <summary>The item as it stands in an expression.</summary>
    /// <param name="name">How to write a value.</param>
    public abstract string Print(Func<int, string> name);

    /// <summary><c>*</c> or <c>*/step</c>.</summary>
    public sealed record All(int Least, int Greatest, int Step) : CronItem
    {
        public override string Print(Func<int, string> name) => Step == 1 ? "*" : $"*/{Step}";
    }

    /// <summary>A value, a range, or what comes from a value on; a range that ends before it begins comes round.</summary>
    public sealed record Range(int First, int Last, int Step, bool IsOpen) : CronItem
    {
        public override string Print(Func<int, string> name) =>
            IsOpen ? $"{name(First)}/{Step}"
            : First == Last && Step == 1 ? name(First)
            : Step == 1 ? $"{name(First)}-{name(Last)}"
            : $"{name(First)}-{name(Last)}/{Step}";
    }

    /// <summary><c>L</c> or <c>L-3</c>.</summary>
    public sealed record BeforeLast(int Days) : CronItem
    {
        public override string Print(Func<int, string> name) => Days == 0 ? "L" : $"L-{Days}";
    }

    /// <summary><c>LW</c>.</summary>
    public sealed record LastWorkingDay : CronItem
    {
        public override string Print(Func<int, string> name) => "LW";
    }

    /// <summary><c>15W</c>.</summary>
    public sealed record NearestWorkingDay(int Day) : CronItem
    {
        public override string Print(Func<int, string> name) => $"{Day}W";
    }

    /// <summary><c>FRI#3</c>.</summary>
    public sealed record NthWeekday(int Weekday, int Nth) : CronItem
    {
        public override string Print(Func<int, string> name) => string.Create(CultureInfo.InvariantCulture, $"{name(Weekday)}#{Nth}");
    }

    /// <summary><c>FRIL</c>.</summary>
    public sealed record LastWeekday(int Weekday) : CronItem
    {
        public override string Print(Func<int, string> name) => $"{name(Weekday)}L";
    }

    /// <summary><c>?</c>.</summary>
    public sealed record LeftOpen : CronItem
    {
        public override string Print(Func<int, string> name) => "?";
    }
}
