using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pawl.Conventions.Tests.Reading;

namespace Pawl.Conventions.Tests;

/// <summary>Most bad outages are mishandled errors: none is swallowed.</summary>
public sealed class ErrorConventions
{
    private static readonly string[] Nameless = ["Exception", "SystemException", "ApplicationException", "NotImplementedException"];

    [Fact]
    public void A_catch_names_what_it_catches() =>
        Rule.ForEach("*.cs", "Name the type of exception.", file =>
                file.All<CatchClauseSyntax>()
                    .Where(clause => clause.Declaration is null)
                    .Select(clause => file.At(clause, "catch without a type")))
            .Rejects("src/A.cs", "class A { void M() { try { } catch { throw; } } }")
            .Accepts("src/A.cs", "class A { void M() { try { } catch (IOException) { throw; } } }")
            .Holds();

    [Fact]
    public void A_catch_does_something_or_says_why_not() =>
        Rule.ForEach(
                "*.cs",
                "Handle, translate or rethrow; if there is nothing to do, say why in a comment in the block.",
                file =>
                file.All<CatchClauseSyntax>()
                    .Where(clause => clause.Block.Statements.Count == 0
                        && !clause.Block.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)))
                    .Select(clause => file.At(clause, "an empty catch")))
            .Rejects("src/A.cs", "class A { void M() { try { } catch (IOException) { } } }")
            .Accepts("src/A.cs", "class A { void M() { try { } catch (IOException) { // Someone else has deleted it.\n } } }")
            .Accepts("src/A.cs", "class A { void M() { try { } catch (IOException) { return; } } }")
            .Holds();

    [Fact]
    public void Whoever_catches_everything_passes_it_on() =>
        Rule.ForEach(
                "*.cs",
                "Catching Exception takes a filter, a rethrow, or a use of the exception: log it, store it, hand it over.",
                file =>
                file.All<CatchClauseSyntax>()
                    .Where(clause => clause.Declaration?.Type.ToString() is "Exception" or "System.Exception")
                    .Where(clause => clause.Filter is null && !PassesOn(clause))
                    .Select(clause => file.At(clause, "catches everything and forgets it")))
            .Rejects("src/A.cs", "class A { void M() { try { } catch (Exception) { return; } } }")
            .Rejects("src/A.cs", "class A { void M() { try { } catch (Exception e) { count++; } } }")
            .Accepts("src/A.cs", "class A { void M() { try { } catch (Exception e) { Log(e); } } }")
            .Accepts("src/A.cs", "class A { void M() { try { } catch (Exception) { Undo(); throw; } } }")
            .Accepts("src/A.cs", "class A { void M() { try { } catch (Exception e) when (e is not StoreException) { Undo(); } } }")
            .Holds();

    [Fact]
    public void No_code_throws_an_exception_without_a_name() =>
        Rule.ForEach("src/ *.cs", "Throw an exception of your own that says what was attempted, on what, and what to do.", file =>
                file.All<ObjectCreationExpressionSyntax>()
                    .Where(creation => Nameless.Contains(creation.Type.ToString()))
                    .Select(creation => file.At(creation, creation.ToString())))
            .Rejects("src/A.cs", "class A { void M() => throw new Exception(\"failed\"); }")
            .Rejects("src/A.cs", "class A { void M() => throw new NotImplementedException(); }")
            .Accepts("src/A.cs", "class A { void M() => throw new StoreFullException(\"…\"); }")
            .Holds();

    private static bool PassesOn(CatchClauseSyntax clause) =>
        clause.Block.DescendantNodes().Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax
            || (node is IdentifierNameSyntax name && name.Identifier.Text == clause.Declaration?.Identifier.Text));
}
