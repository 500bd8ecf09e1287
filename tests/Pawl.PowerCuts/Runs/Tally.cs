namespace Pawl.PowerCuts.Runs;

/// <summary>What was done, in numbers.</summary>
internal sealed record Tally
{
    public long Images { get; set; }

    public long TornImages { get; set; }

    public long Drains { get; set; }

    public long Transactions { get; set; }

    public long Calls { get; set; }

    public long Syncs { get; set; }

    public long Openings { get; set; }

    public void Add(Tally other)
    {
        Images += other.Images;
        TornImages += other.TornImages;
        Drains += other.Drains;
        Transactions += other.Transactions;
        Calls += other.Calls;
        Syncs += other.Syncs;
        Openings += other.Openings;
    }

    public override string ToString() =>
        $"{Images:N0} images ({TornImages:N0} torn, {Drains:N0} drained by the product), "
        + $"{Transactions:N0} transactions of {Calls:N0} calls, {Syncs:N0} syncs, {Openings:N0} openings";
}
