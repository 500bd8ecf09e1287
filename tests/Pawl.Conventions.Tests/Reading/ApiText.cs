using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pawl.Conventions.Tests.Reading;

/// <summary>Writes what an assembly promises to its users, as C# declarations in a fixed order.</summary>
internal static class ApiText
{
    private static readonly SymbolDisplayFormat Format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints
            | SymbolDisplayGenericsOptions.IncludeVariance,
        memberOptions: SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeConstantValue,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        extensionMethodStyle: SymbolDisplayExtensionMethodStyle.StaticMethod,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeModifiers
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral
            | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly MethodKind[] Promised =
        [MethodKind.Ordinary, MethodKind.Constructor, MethodKind.Conversion, MethodKind.UserDefinedOperator];

    /// <summary>The public surface of an assembly that this program was built with.</summary>
    public static string Of(string assembly) =>
        Of(
            BuiltWith.Assemblies.Single(reference => Path.GetFileNameWithoutExtension(reference.FilePath) == assembly),
            BuiltWith.Assemblies);

    /// <summary>The public surface of an assembly.</summary>
    public static string Of(MetadataReference assembly, IReadOnlyList<MetadataReference> references)
    {
        CSharpCompilation compilation = CSharpCompilation.Create("surface", references: [.. references.Append(assembly).Distinct()]);
        var symbol = (IAssemblySymbol?)compilation.GetAssemblyOrModuleSymbol(assembly)
            ?? throw new InvalidOperationException($"{assembly.Display} is not an assembly.");
        var text = new StringBuilder();
        foreach (IGrouping<string, INamedTypeSymbol> space in TypesOf(symbol.GlobalNamespace)
            .GroupBy(type => type.ContainingNamespace.ToDisplayString())
            .OrderBy(space => space.Key, StringComparer.Ordinal))
        {
            text.Append("namespace ").Append(space.Key).Append('\n');
            foreach (INamedTypeSymbol type in Sorted(space))
            {
                Write(text, type, "");
            }

            text.Append('\n');
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static void Write(StringBuilder text, INamedTypeSymbol type, string indent)
    {
        text.Append('\n').Append(indent).Append(Declaration(type)).Append('\n');
        foreach (ISymbol member in type.GetMembers().Where(IsPromised)
            .OrderBy(Rank)
            .ThenBy(member => member.Name, StringComparer.Ordinal)
            .ThenBy(member => member.ToDisplayString(Format), StringComparer.Ordinal))
        {
            text.Append(indent).Append("    ").Append(member.ToDisplayString(Format)).Append('\n');
        }

        foreach (INamedTypeSymbol nested in Sorted(type.GetTypeMembers()))
        {
            Write(text, nested, indent + "    ");
        }
    }

    private static string Declaration(INamedTypeSymbol type)
    {
        string bases = string.Join(", ", BasesOf(type).Select(parent => parent.ToDisplayString(Format)));
        return $"{KindOf(type)} {type.ToDisplayString(Format)}{(bases.Length == 0 ? "" : $" : {bases}")}";
    }

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Enum, EnumUnderlyingType: { SpecialType: not SpecialType.System_Int32 } number } => [number],
        { TypeKind: TypeKind.Class, BaseType: { SpecialType: SpecialType.None } parent } => [parent, .. Contracts(type)],
        { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Interface } => Contracts(type),
        _ => [],
    };

    private static IOrderedEnumerable<INamedTypeSymbol> Contracts(INamedTypeSymbol type) =>
        type.Interfaces.Where(IsVisible).OrderBy(contract => contract.Name, StringComparer.Ordinal).ThenBy(contract => contract.Arity);

    private static string KindOf(INamedTypeSymbol type) => type.TypeKind switch
    {
        TypeKind.Class when type.IsStatic => "static class",
        TypeKind.Class => $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "")}{(type.IsRecord ? "record" : "class")}",
        TypeKind.Struct => $"{(type.IsReadOnly ? "readonly " : "")}struct",
        TypeKind.Interface => "interface",
        TypeKind.Enum => "enum",
        TypeKind.Delegate => "delegate",
        var kind => kind.ToString(),
    };

    // Values of enums by number, then other kinds of members one after the other.
    private static decimal Rank(ISymbol member) => member switch
    {
        IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum, ConstantValue: { } value } =>
            Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        IFieldSymbol => 0,
        IMethodSymbol { MethodKind: MethodKind.Constructor } => 1,
        IPropertySymbol => 2,
        IEventSymbol => 3,
        _ => 4,
    };

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceSymbol space) =>
        space.GetTypeMembers().Where(IsVisible).Concat(space.GetNamespaceMembers().SelectMany(TypesOf));

    private static IEnumerable<INamedTypeSymbol> Sorted(IEnumerable<INamedTypeSymbol> types) =>
        types.Where(IsVisible).OrderBy(type => type.Name, StringComparer.Ordinal).ThenBy(type => type.Arity);

    // What the compiler writes for records and enums is not a decision, and neither are accessors apart from their properties.
    private static bool IsPromised(ISymbol member) =>
        IsVisible(member)
        && !member.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute")
        && member switch
        {
            IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsValueType: true, Parameters.Length: 0 } => false,
            IMethodSymbol method => Promised.Contains(method.MethodKind),
            _ => member is not INamedTypeSymbol,
        };

    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Public => !symbol.Name.Contains('<', StringComparison.Ordinal),
        Accessibility.Protected or Accessibility.ProtectedOrInternal => symbol.ContainingType is { IsSealed: false },
        _ => false,
    };
}
