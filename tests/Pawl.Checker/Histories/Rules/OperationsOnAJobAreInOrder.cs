namespace Pawl.Checker.Histories.Rules;

/// <summary>I-10, by the order of tokens: what clients saw of a job fits one order of its grants. Decided from calls and answers
/// alone, without the store's own record of changes.</summary>
/// <remarks>Linear in the number of operations, because each grant carries a number and each later operation names it.</remarks>
internal sealed class OperationsOnAJobAreInOrder() : HistoryRule("I-10 operations on a job fit the order of its tokens")
{
    private readonly Dictionary<long, (long Token, long ReturnedAt)> highestSeen = [];

    public override void OnReturned(History history, Call call)
    {
        if (call.Outcome != CallOutcome.Ok)
        {
            return;
        }

        foreach (LeaseAnswer lease in call.Leases)
        {
            (long token, long returnedAt) = highestSeen.GetValueOrDefault(lease.Job);
            if (call.Operation == Operations.Claim)
            {
                if (lease.Token <= token && call.InvokedAt > returnedAt)
                {
                    Violated(lease.Job, $"a claim gave token {lease.Token} after {token} was known");
                }

                if (lease.Token > token)
                {
                    highestSeen[lease.Job] = (lease.Token, call.ReturnedAt);
                }
            }
            else if (lease.IsAccepted && lease.Token < token && call.InvokedAt > returnedAt)
            {
                Violated(lease.Job, $"{call.Operation} with token {lease.Token} was accepted after {token} was known");
            }
        }
    }
}
