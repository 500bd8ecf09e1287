namespace Pawl.PostgreSql.Connections;

/// <summary>Whose statements a transaction holds.</summary>
internal enum TransactionKind
{
    /// <summary>Only the store's: the planner may be told how to run them.</summary>
    Own,

    /// <summary>Also an application's, whose plans are its own business.</summary>
    Lent,

    /// <summary>An application's own transaction, which it also ends.</summary>
    Enlisted,
}
