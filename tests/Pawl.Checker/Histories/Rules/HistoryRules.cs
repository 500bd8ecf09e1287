namespace Pawl.Checker.Histories.Rules;

/// <summary>Every invariant that is checked while a history is written.</summary>
public static class HistoryRules
{
    /// <summary>Makes all rules anew, since each remembers what it has seen.</summary>
    /// <returns>The rules.</returns>
    public static HistoryRule[] All() =>
    [
        new NothingIsLost(),
        new NothingComesFromNowhere(),
        new BatchesAreWhole(),
        new OneJobForAnIdempotencyKey(),
        new OneLiveJobForAUniqueKey(),
        new PayloadsArriveUnchanged(),
        new TokensRise(),
        new ChangesConnect(),
        new StaleHoldersChangeNothing(),
        new NoTakeoverBeforeExpiry(),
        new ClosedWorkersAreDone(),
        new FinishedIsFinished(),
        new OneEndingForAGrant(),
        new OperationsOnAJobAreInOrder(),
        new LeasesAreRegisters(),
        new NothingIsStuck(),
        new EveryWorkerAsks(),
        new BudgetsAreKept(),
        new TheLastChanceIsAlone(),
        new NeverEarly(),
        new ClaimsAreInOrder(),
        new PauseIsImmediate(),
        new CompletionAndEffectsAreOne(),
        new OutcomesAreHonest(),
        new WhatIsShownIsTrue(),
        new OneJobForATick(),
        new NoTickIsForgotten(),
        new CatchingUpIsBounded(),
        new LateTicksComeSlowly(),
    ];
}
