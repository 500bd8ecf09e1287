namespace Pawl.Demo.Accounting;

/// <summary>How a run's results compare with the data set. All but the first two should be zero.</summary>
internal sealed record Account
{
    /// <summary>The records that the run was to compute.</summary>
    public required int Records { get; init; }

    /// <summary>The rows of the result table.</summary>
    public required int Results { get; init; }

    /// <summary>Records without a result.</summary>
    public required IReadOnlyList<int> Lost { get; init; }

    /// <summary>Records with more than one result.</summary>
    public required IReadOnlyList<int> Duplicates { get; init; }

    /// <summary>Results of no record of the run.</summary>
    public required IReadOnlyList<int> Strangers { get; init; }

    /// <summary>Cities whose sun times contradict the position of the sun; all results are checked.</summary>
    public required IReadOnlyList<int> WrongSun { get; init; }

    /// <summary>Cities with a nearer neighbour than the stored one; of those that were checked.</summary>
    public required IReadOnlyList<int> WrongNeighbor { get; init; }

    /// <summary>For how many results the neighbour was checked, by comparing with all cities.</summary>
    public required int NeighborsChecked { get; init; }

    /// <summary>Results of a second or later attempt.</summary>
    public required int Retried { get; init; }

    /// <summary>Records whose first attempt was to fail.</summary>
    public required int FaultsSimulated { get; init; }

    /// <summary>Whether every record has exactly one result, and it is right.</summary>
    public bool IsExact => Lost.Count == 0 && Duplicates.Count == 0 && Strangers.Count == 0
        && WrongSun.Count == 0 && WrongNeighbor.Count == 0
        && Results == Records && Retried == FaultsSimulated;
}
