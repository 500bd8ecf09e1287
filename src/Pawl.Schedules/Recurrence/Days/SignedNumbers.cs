namespace Pawl.Schedules.Recurrence.Days;

/// <summary>Some of the numbers from 1, and from -1 counted from the end; to 366 either way.</summary>
internal sealed class SignedNumbers
{
    private const int Most = 366;

    private readonly bool[] has = new bool[(2 * Most) + 1];

    /// <summary>Takes the numbers.</summary>
    /// <param name="numbers">The numbers, none of them 0.</param>
    public SignedNumbers(IReadOnlyCollection<int> numbers)
    {
        IsEmpty = numbers.Count == 0;
        foreach (int number in numbers)
        {
            has[number + Most] = true;
        }
    }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty { get; }

    /// <summary>Whether one of <paramref name="count"/> things is meant, by its number from either end.</summary>
    public bool Has(int number, int count) => has[number + Most] || has[number - count - 1 + Most];
}
