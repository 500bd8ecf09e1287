namespace Pawl.PostgreSql.Connections;

/// <summary>Somebody else changed what the transaction had read, so that it must begin again; never leaves the store.</summary>
internal sealed class Contended : Exception;
