namespace Pawl.Storage.Contract;

/// <summary>Every way a lease can be lost, with every ending that its holder may still believe in.</summary>
public static class StaleCases
{
    public static TheoryData<LeaseLoss> Loss => [.. Enum.GetValues<LeaseLoss>()];

    public static TheoryData<LeaseLoss, Ending> LossAndEnding =>
        Every.Pairs(Enum.GetValues<LeaseLoss>(), Enum.GetValues<Ending>());
}
