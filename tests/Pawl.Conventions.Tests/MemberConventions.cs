using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pawl.Conventions.Tests.Reading;

namespace Pawl.Conventions.Tests;

/// <summary>What methods are called and what they take.</summary>
public sealed class MemberConventions
{
    private static readonly string[] Awaitables = ["Task", "ValueTask", "IAsyncEnumerable"];

    [Fact]
    public void A_method_that_is_awaited_ends_in_Async() =>
        Rule.ForEach("src/ *.cs", "Name a method …Async if it returns a task, and only then.", file =>
                file.All<MethodDeclarationSyntax>()
                    .Where(method => !IsGivenByAnother(method) && IsAwaitable(method.ReturnType) != HasSuffix(method))
                    .Select(method => file.At(method.Identifier, $"{method.ReturnType} {method.Identifier.Text}")))
            .Rejects("src/A.cs", "class A { Task Run() { } }")
            .Rejects("src/A.cs", "class A { ValueTask<int> Run() { } }")
            .Rejects("src/A.cs", "class A { int RunAsync() { } }")
            .Accepts("src/A.cs", "class A { Task RunAsync() { } override Task Run() { } Task IB.Run() { } static Task Main() { } }")
            .Holds();

    [Fact]
    public void A_cancellation_token_is_named_in_full_and_comes_last() =>
        Rule.ForEach(
                "src/ *.cs",
                "Call it cancellationToken and put it last. A private method, or one with two tokens, may say what each is for: stopping.",
                file =>
                file.All<ParameterListSyntax>()
                    .Where(list => list.Parent is MethodDeclarationSyntax or DelegateDeclarationSyntax or LocalFunctionStatementSyntax
                        && (list.Parent is not MethodDeclarationSyntax method || !IsGivenByAnother(method)))
                    .Where(list => Tokens(list) switch
                    {
                        [] => false,
                        [var only] => !IsNamedInFull(only, list) || list.Parameters.Last(IsNotParams) != only,
                        [.., var last] => list.Parameters.Last(IsNotParams) != last,
                    })
                    .Select(list => file.At(list, list.ToString())))
            .Rejects("src/A.cs", "class A { void M(CancellationToken ct) { } }")
            .Rejects("src/A.cs", "class A { void M(CancellationToken cancellationToken, int b) { } }")
            .Rejects("src/A.cs", "class A { void M(CancellationToken cancellationToken = default, int b = 0) { } }")
            .Accepts("src/A.cs", "class A { void M(int b, CancellationToken cancellationToken) { } }")
            .Rejects("src/A.cs", "class A { public void M(CancellationToken stopping) { } }")
            .Accepts("src/A.cs", "class A { void M(CancellationToken stopping, CancellationToken ending) { } }")
            .Accepts("src/A.cs", "class A { private void M(CancellationToken stopping) { } }")
            .Accepts("src/A.cs", "class A { override void M(CancellationToken stoppingToken) { } }")
            .Holds();

    [Fact]
    public void A_port_requires_a_cancellation_token() =>
        Rule.ForEach(
                "src/Pawl/Storage/ *.cs",
                "Add CancellationToken cancellationToken, without a default: what can be forgotten will be. Only closing has none.",
                file =>
                file.All<InterfaceDeclarationSyntax>().SelectMany(port => port.Members.OfType<MethodDeclarationSyntax>())
                    .Where(method => IsAwaitable(method.ReturnType) && method.Identifier.Text != "CloseAsync")
                    .Where(method => Tokens(method.ParameterList) is not [{ Default: null }])
                    .Select(method => file.At(method.Identifier, method.Identifier.Text)))
            .Rejects("src/Pawl/Storage/IA.cs", "interface IA { ValueTask M(); }")
            .Rejects("src/Pawl/Storage/IA.cs", "interface IA { ValueTask M(CancellationToken cancellationToken = default); }")
            .Accepts("src/Pawl/Storage/IA.cs", "interface IA { ValueTask M(CancellationToken cancellationToken); }")
            .Holds();

    [Fact]
    public void A_test_is_a_sentence() =>
        Rule.ForEach(
                "tests/ *.cs",
                "Name the test as a sentence of behaviour, its words joined by underscores, three at least.",
                file =>
                file.All<MethodDeclarationSyntax>()
                    .Where(method => IsTest(method) && method.Identifier.Text.Count(letter => letter == '_') < 2)
                    .Select(method => file.At(method.Identifier, method.Identifier.Text)))
            .Rejects("tests/A.cs", "class A { [Fact] void TestComplete2() { } }")
            .Accepts("tests/A.cs", "class A { [Theory] [InlineData(1)] void A_stale_holder_changes_nothing(int seed) { } }")
            .Holds();

    [Fact]
    public void No_test_is_skipped() =>
        Rule.ForEach("tests/ *.cs", "Make it pass, or delete it with the promise it tests.", file =>
                file.All<AttributeSyntax>()
                    .Where(attribute => attribute.Name.ToString() is "Fact" or "Theory" or "InlineData"
                        && attribute.ArgumentList?.Arguments.Any(IsSkip) == true)
                    .Select(attribute => file.At(attribute, attribute.ToString())))
            .Rejects("tests/A.cs", "class A { [Fact(Skip = \"later\")] void A_b_c() { } }")
            .Accepts("tests/A.cs", "class A { [Fact(Timeout = 1)] void A_b_c() { } }")
            .Holds();

    private static bool IsTest(MethodDeclarationSyntax method) =>
        method.AttributeLists.SelectMany(list => list.Attributes).Any(attribute => attribute.Name.ToString() is "Fact" or "Theory");

    private static bool IsSkip(AttributeArgumentSyntax argument) =>
        argument.NameEquals?.Name.ToString() is "Skip" or "SkipWhen" or "SkipUnless" or "Explicit";

    private static bool HasSuffix(MethodDeclarationSyntax method) => method.Identifier.Text.EndsWith("Async", StringComparison.Ordinal);

    // Another type has chosen the name: a base class, an interface, or the runtime.
    private static bool IsGivenByAnother(MethodDeclarationSyntax method) =>
        method.Modifiers.Any(SyntaxKind.OverrideKeyword)
        || method.ExplicitInterfaceSpecifier is not null
        || method.Identifier.Text == "Main";

    private static bool IsAwaitable(TypeSyntax type) => type switch
    {
        GenericNameSyntax name => Awaitables.Contains(name.Identifier.Text),
        IdentifierNameSyntax name => Awaitables.Contains(name.Identifier.Text),
        _ => false,
    };

    private static bool IsNamedInFull(ParameterSyntax token, ParameterListSyntax list) =>
        token.Identifier.Text == "cancellationToken"
        || (token.Identifier.Text.EndsWith("ing", StringComparison.Ordinal)
            && list.Parent is MemberDeclarationSyntax member
            && member.Modifiers.Any(SyntaxKind.PrivateKeyword));

    private static bool IsNotParams(ParameterSyntax parameter) => !parameter.Modifiers.Any(SyntaxKind.ParamsKeyword);

    private static ParameterSyntax[] Tokens(ParameterListSyntax list) =>
        [.. list.Parameters.Where(parameter => parameter.Type?.ToString() == "CancellationToken")];
}
