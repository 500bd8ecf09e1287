namespace Pawl.Storage;

/// <summary>Where the store of an application is chosen. Packages of stores add a method to it: <c>UsePostgreSql(…)</c>.</summary>
public interface IStoreChoice
{
    /// <summary>Chooses a store; the last choice counts.</summary>
    /// <param name="create">Makes the store from the application's services.</param>
    void UseStore(Func<IServiceProvider, Store> create);
}
