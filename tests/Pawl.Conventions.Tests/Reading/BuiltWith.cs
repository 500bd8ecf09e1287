using Microsoft.CodeAnalysis;

namespace Pawl.Conventions.Tests.Reading;

/// <summary>The assemblies that this program was built with: the runtime, the product and its packages.</summary>
internal static class BuiltWith
{
    public static IReadOnlyList<PortableExecutableReference> Assemblies { get; } =
    [
        .. ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];
}
