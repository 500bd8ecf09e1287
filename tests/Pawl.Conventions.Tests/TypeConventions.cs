using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pawl.Conventions.Tests.Reading;

namespace Pawl.Conventions.Tests;

/// <summary>Where types live, what they are called, and who may derive from them.</summary>
public sealed class TypeConventions
{
    // Words that say nothing about what a type does.
    private static readonly string[] EmptySuffixes =
    [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Service", "Impl",
        "Base", "Info", "Data", "Wrapper", "Stuff",
    ];

    // Derived from by design: a handle with a result is a handle, a table with more indexes is a table, and SQLite in memory
    // is SQLite.
    private static readonly string[] Inherited = ["JobHandle", "Table", "SqliteFixture"];

    // Extension methods live in the namespace of what they extend, so that users need no further using.
    private static readonly string[] NamespacesOfExtended =
        ["Pawl", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting"];

    [Fact]
    public void A_file_holds_one_public_type_and_is_named_for_it() =>
        Rule.ForEach("src/ *.cs", "Give each public type a file of its own, named for it. Generic arities share one.", file =>
            {
                MemberDeclarationSyntax[] types = [.. file.TopLevelTypes()];
                MemberDeclarationSyntax[] visible = [.. types.Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))];
                IEnumerable<MemberDeclarationSyntax> strangers = visible.Length > 0
                    ? visible.Where(type => NameOf(type) != file.Name)
                    : types.Take(1).Where(_ => !types.Select(NameOf).Contains(file.Name));
                return strangers.Select(type => file.At(type, $"{NameOf(type)} in {file.Name}.cs"));
            })
            .Rejects("src/Pawl/A.cs", "public class A; public class B;")
            .Rejects("src/Pawl/A.cs", "internal class B;")
            .Rejects("src/Pawl/A.cs", "public delegate void B();")
            .Accepts("src/Pawl/A.cs", "public class A; public class A<T> : A; internal class B;")
            .Accepts("src/Pawl/A.cs", "public abstract record A { public sealed record B : A; }")
            .Holds();

    [Fact]
    public void A_namespace_is_its_folder() =>
        Rule.ForEach(
                "*.cs",
                "Make the namespace equal to the folder. Users' types of src/Pawl are in Pawl, its ports in Pawl.Storage.",
                file =>
                file.All<BaseNamespaceDeclarationSyntax>()
                    .Where(space => !NamespacesFor(file).Contains(space.Name.ToString()))
                    .Select(space => file.At(space, $"{space.Name} instead of {NamespacesFor(file)[0]}")))
            .Rejects("src/Pawl/Jobs/Job.cs", "namespace Pawl.Jobs;")
            .Rejects("src/Pawl/Storage/Job.cs", "namespace Pawl;")
            .Rejects("src/Pawl.Engine/Workers/Job.cs", "namespace Pawl.Engine;")
            .Rejects("src/Pawl.Engine/Workers/Worker.cs", "namespace Microsoft.Extensions.Hosting;")
            .Accepts("src/Pawl/Jobs/Job.cs", "namespace Pawl;")
            .Accepts("src/Pawl/Storage/IJobStore.cs", "namespace Pawl.Storage;")
            .Accepts("src/Pawl.Hosting/HostExtensions.cs", "namespace Microsoft.Extensions.Hosting;")
            .Accepts("tests/Pawl.Engine.Tests/Workers/A.cs", "namespace Pawl.Engine.Tests.Workers;")
            .Holds();

    [Fact]
    public void A_namespace_takes_no_braces() =>
        Rule.ForEach("*.cs", "Use a file-scoped namespace.", file =>
                file.All<NamespaceDeclarationSyntax>().Select(space => file.At(space, space.Name.ToString())))
            .Rejects("a.cs", "namespace A { class B; }")
            .Accepts("a.cs", "namespace A; class B;")
            .Holds();

    [Fact]
    public void A_class_is_sealed_abstract_or_static() =>
        Rule.ForEach("*.cs", "Seal it. Inheritance is designed (abstract, or in the list of this test) or absent.", file =>
                file.All<TypeDeclarationSyntax>()
                    .Where(IsClass)
                    .Where(type => !type.Modifiers.Any(IsDecision) && !Inherited.Contains(type.Identifier.Text))
                    .Select(type => file.At(type.Identifier, type.Identifier.Text)))
            .Rejects("src/A.cs", "public class A { }")
            .Rejects("src/A.cs", "public sealed class A { private record B(int C); }")
            .Accepts("src/A.cs", "public sealed class A { } static class B { } abstract record C; readonly record struct D; struct E { }")
            .Holds();

    [Fact]
    public void A_name_says_what_a_type_does() =>
        Rule.ForEach("*.cs", "Name it for what it does to which noun, with the words of the glossary in ARCHITECTURE.md.", file =>
                file.All<BaseTypeDeclarationSyntax>()
                    .Where(type => Array.Exists(EmptySuffixes, suffix => type.Identifier.Text.EndsWith(suffix, StringComparison.Ordinal)))
                    .Select(type => file.At(type.Identifier, type.Identifier.Text)))
            .Rejects("src/A.cs", "sealed class JobManager;")
            .Rejects("src/A.cs", "interface IReaperService;")
            .Accepts("src/A.cs", "sealed class LeaseReaper;")
            .Holds();

    [Fact]
    public void An_interface_begins_with_I_and_is_small() =>
        Rule.ForEach("src/Pawl/Storage/ *.cs", "Split the port by its callers; eight members are the most.", file =>
                file.All<InterfaceDeclarationSyntax>()
                    .Where(port => port.Members.Count > 8 || !port.Identifier.Text.StartsWith('I'))
                    .Select(port => file.At(port.Identifier, $"{port.Identifier.Text} has {port.Members.Count} members")))
            .Rejects("src/Pawl/Storage/IA.cs", $"interface IA {{ {string.Concat(Enumerable.Range(0, 9).Select(i => $"void M{i}();"))} }}")
            .Accepts("src/Pawl/Storage/IA.cs", "interface IA { void A(); void B(); }")
            .Holds();

    private static bool IsClass(TypeDeclarationSyntax type) =>
        type is ClassDeclarationSyntax
        || (type is RecordDeclarationSyntax && !type.IsKind(SyntaxKind.RecordStructDeclaration));

    private static bool IsDecision(SyntaxToken modifier) =>
        modifier.Kind() is SyntaxKind.SealedKeyword or SyntaxKind.AbstractKeyword or SyntaxKind.StaticKeyword;

    private static string NameOf(MemberDeclarationSyntax type) => type switch
    {
        BaseTypeDeclarationSyntax named => named.Identifier.Text,
        DelegateDeclarationSyntax named => named.Identifier.Text,
        _ => "",
    };

    private static string[] NamespacesFor(SourceFile file)
    {
        string[] parts = file.Path.Split('/');
        return parts switch
        {
            ["src", "Pawl", "Storage", ..] => ["Pawl.Storage"],
            ["src", "Pawl", ..] => ["Pawl"],
            ["src", .. var folders, _] when file.Name.EndsWith("Extensions", StringComparison.Ordinal) =>
                [string.Join('.', folders), .. NamespacesOfExtended],
            [_, .. var folders, _] => [string.Join('.', folders)],
            _ => [""],
        };
    }
}
