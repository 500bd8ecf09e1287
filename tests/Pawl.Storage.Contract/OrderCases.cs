namespace Pawl.Storage.Contract;

/// <summary>Every ending, with completion, cancellation and reaping in every order.</summary>
public static class OrderCases
{
    public static TheoryData<Ending, EndingStep[]> EndingAndOrder
    {
        get
        {
            var data = new TheoryData<Ending, EndingStep[]>();
            foreach (Ending ending in Enum.GetValues<Ending>())
            {
                foreach (EndingStep[] order in Orders)
                {
                    data.Add(ending, order);
                }
            }

            return data;
        }
    }

    private static IEnumerable<EndingStep[]> Orders =>
        from first in Enum.GetValues<EndingStep>()
        from second in Enum.GetValues<EndingStep>()
        from third in Enum.GetValues<EndingStep>()
        where first != second && second != third && first != third
        select (EndingStep[])[first, second, third];
}
