using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pawl.Conventions.Tests.Reading;

namespace Pawl.Conventions.Tests;

/// <summary>What text looks like, whatever it says.</summary>
public sealed partial class TextConventions
{
    private const int LongestLine = 140;

    [Fact]
    public void Every_file_ends_with_one_newline() =>
        Rule.ForEach("*", "End the file with exactly one newline, and use no carriage returns.", file =>
                EndsWell(file.Text)
                    ? []
                    : [file.At(file.Lines.Count, "the end of the file, or a line, is not one newline")])
            .Rejects("a.cs", "class A;")
            .Rejects("a.md", "words\n\n")
            .Rejects("a.md", "words\r\n")
            .Accepts("a.md", "words\n")
            .Holds();

    [Fact]
    public void No_line_has_tabs_or_trailing_spaces() =>
        Rule.ForEach("*", "Indent with spaces, and end lines where their text ends.", file =>
                Lines(file).Where(line => line.Text.Contains('\t', StringComparison.Ordinal) || line.Text.EndsWith(' '))
                    .Select(line => file.At(line.Number, "a tab or a trailing space")))
            .Rejects("a.cs", "\tclass A;\n")
            .Rejects("a.md", "words \n")
            .Accepts("a.md", "words\n\nwords\n")
            .Holds();

    [Fact]
    public void No_line_of_code_is_longer_than_a_screen_is_wide() =>
        Rule.ForEach("*.cs", $"Break the line; {LongestLine} columns are the most.", file =>
                Lines(file).Where(line => line.Text.Length > LongestLine)
                    .Select(line => file.At(line.Number, $"{line.Text.Length} columns")))
            .Rejects("a.cs", new string('/', LongestLine + 1))
            .Accepts("a.cs", new string('/', LongestLine))
            .Holds();

    [Fact]
    public void No_code_is_folded_away_in_a_region() =>
        Rule.ForEach("*.cs", "A region is a class that was not made: make it, or take the region away.", file =>
                file.Code.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.RegionDirectiveTrivia))
                    .Select(trivia => file.At(trivia, "a region")))
            .Rejects("a.cs", "#region Fields\nclass A;\n#endregion\n")
            .Accepts("a.cs", "class A;\n")
            .Holds();

    [Fact]
    public void No_comment_leaves_work_for_later() =>
        Rule.ForEach("*.cs", "File an issue, or do it now.", file =>
                file.Code.DescendantTrivia(descendIntoTrivia: true)
                    .Where(trivia => IsComment(trivia) && Postponement().IsMatch(trivia.ToString()))
                    .Select(trivia => file.At(trivia, trivia.ToString().Trim())))
            .Rejects("a.cs", "// TODO: think\nclass A;\n")
            .Rejects("a.cs", "/* a HACK */ class A;\n")
            .Accepts("a.cs", "// Done: the todo list of the user.\nclass A;\n")
            .Holds();

    [Fact]
    public void No_sql_comment_leaves_work_for_later() =>
        Rule.ForEach("*.sql", "File an issue, or do it now.", file =>
                Lines(file).Where(line => Postponement().IsMatch(line.Text)).Select(line => file.At(line.Number, line.Text)))
            .Rejects("a.sql", "-- TODO: index\nSELECT 1;\n")
            .Accepts("a.sql", "-- Reads one.\nSELECT 1;\n")
            .Holds();

    [Fact]
    public void No_code_is_commented_out() =>
        Rule.ForEach("*.cs", "Delete it; the history keeps it.", file =>
                file.Comments().Where(comment => IsCode(comment.ToString().TrimStart('/', '*').TrimEnd('/', '*').Trim()))
                    .Select(comment => file.At(comment, comment.ToString())))
            .Rejects("a.cs", "// var x = Compute(1);\nclass A;\n")
            .Rejects("a.cs", "class A { /* if (x) { return; } */ }\n")
            .Rejects("a.cs", "class A { // }\n}\n")
            .Accepts("a.cs", "// A sentence; it even has a semicolon, and ends with a full stop.\nclass A;\n")
            .Accepts("a.cs", "// Two clauses follow;\n// the second one is here.\nclass A;\n")
            .Holds();

    [Fact]
    public void No_null_warning_is_silenced() =>
        Rule.ForEach("src/ *.cs", "Say it in types: make it required, use a pattern, or throw with a message. No ! outside tests.", file =>
                file.All<PostfixUnaryExpressionSyntax>()
                    .Where(node => node.IsKind(SyntaxKind.SuppressNullableWarningExpression) && !IsStateOfCallback(node))
                    .Select(node => file.At(node, node.ToString())))
            .Rejects("src/a.cs", "class A { int L(string? s) => s!.Length; }\n")
            .Rejects("src/a.cs", "class A { int L(object? s) => ((string)s!).Length; }\n")
            .Accepts("src/a.cs", "class A { bool L(bool b) => !b; }\n")
            .Accepts("src/a.cs", "class A { Action<object?> a = static state => ((A)state!).Run(); }\n")
            .Holds();

    [Fact]
    public void No_warning_is_switched_off_without_a_reason() =>
        Rule.ForEach("src/ *.cs", "Put it right, or say why not: #pragma … // why, or [SuppressMessage(…, Justification = …)].", file =>
                file.Code.DescendantTrivia().Where(trivia => trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia))
                    .Select(trivia => file.At(trivia, trivia.ToFullString().Trim()))
                    .Where(found => !found.What.Contains("// ", StringComparison.Ordinal)
                        && !found.What.Contains("restore", StringComparison.Ordinal))
                    .Concat(file.All<AttributeSyntax>()
                        .Where(attribute => attribute.Name.ToString().EndsWith("SuppressMessage", StringComparison.Ordinal)
                            && attribute.ArgumentList?.ToString().Contains("Justification", StringComparison.Ordinal) != true)
                        .Select(attribute => file.At(attribute, "no Justification"))))
            .Rejects("src/a.cs", "#pragma warning disable CA1822\nclass A;\n")
            .Rejects("src/a.cs", "[SuppressMessage(\"x\", \"y\")] class A;\n")
            .Accepts("src/a.cs", "#pragma warning disable CA1822 // It is wrong here.\nclass A;\n#pragma warning restore CA1822\n")
            .Accepts("src/a.cs", "[SuppressMessage(\"x\", \"y\", Justification = \"It is wrong here.\")] class A;\n")
            .Holds();

    private static bool EndsWell(string text) =>
        text.EndsWith('\n') && !text.EndsWith("\n\n", StringComparison.Ordinal) && !text.Contains('\r', StringComparison.Ordinal);

    private static IEnumerable<(int Number, string Text)> Lines(SourceFile file) =>
        file.Lines.Select((text, index) => (index + 1, text));

    private static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia
        or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia;

    // What was handed over with a callback comes back as an object that nobody can have made null: (A)state!.
    private static bool IsStateOfCallback(PostfixUnaryExpressionSyntax node) =>
        node is { Operand: IdentifierNameSyntax, Parent: CastExpressionSyntax }
        && node.FirstAncestorOrSelf<LambdaExpressionSyntax>() is { } lambda
        && lambda.Modifiers.Any(SyntaxKind.StaticKeyword);

    private static bool IsCode(string comment)
    {
        if (comment is "{" or "}" or "};")
        {
            return true;
        }

        // A sentence may end in a semicolon too, but "word word word;" is no statement.
        return (comment.EndsWith(';') || comment.EndsWith('}'))
            && !SyntaxFactory.ParseStatement(comment).ContainsDiagnostics;
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b")]
    private static partial Regex Postponement();
}
