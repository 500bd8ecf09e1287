using System.Diagnostics.CodeAnalysis;

namespace Pawl.Storage;

/// <summary>Where the store of an application is chosen. Packages of stores add a method to it: <c>UsePostgreSql(…)</c>.</summary>
public interface IStoreChoice
{
    /// <summary>Chooses a store; the last choice counts.</summary>
    /// <param name="create">Makes the store from the application's services.</param>
    void UseStore(Func<IServiceProvider, Store> create);

    /// <summary>Chooses a store with settings of its own, which are read and checked like all others; the last choice counts.</summary>
    /// <typeparam name="TOptions">The settings: properties of simple types, with their ranges as attributes.</typeparam>
    /// <param name="section">Where they are: the name of a section within Pawl's of the configuration.</param>
    /// <param name="configure">Changes settings, after the configuration was read.</param>
    /// <param name="create">Makes the store from the application's services and the settings.</param>
    void UseStore<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TOptions>(
        string section, Action<TOptions> configure, Func<IServiceProvider, TOptions, Store> create)
        where TOptions : class, new();
}
