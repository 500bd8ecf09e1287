namespace Pawl.Hosting.Options;

/// <summary>The settings of a store that the application has chosen.</summary>
/// <param name="Name">The name of their section within that of Pawl.</param>
/// <param name="Keys">The names of the settings.</param>
internal sealed record StoreSection(string Name, string[] Keys);
