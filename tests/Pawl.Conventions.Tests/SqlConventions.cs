using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pawl.Conventions.Tests.Reading;

namespace Pawl.Conventions.Tests;

/// <summary>SQL reads best as files: one statement each, with a header that says what it does.</summary>
public sealed partial class SqlConventions
{
    [Fact]
    public void Sql_that_touches_rows_or_tables_is_in_a_file() =>
        Rule.ForEach(
                "src/Pawl/ src/Pawl.Engine/ src/Pawl.Sqlite/ src/Pawl.PostgreSql/ src/Pawl.Relational/ src/Pawl.Hosting/ src/Pawl.Cli/ "
                + "*.cs",
                "Move it to Sql/<Noun>/<VerbNoun>.sql. Code may say only what steers a connection: PRAGMA, BEGIN, COMMIT, ROLLBACK.",
                file => file.All<LiteralExpressionSyntax>()
                    .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression) && Statement().IsMatch(literal.Token.ValueText))
                    .Select(literal => file.At(literal, literal.ToString()))
                    .Concat(file.All<InterpolatedStringExpressionSyntax>()
                        .Where(text => text.Contents.FirstOrDefault() is InterpolatedStringTextSyntax first
                            && Statement().IsMatch(first.TextToken.ValueText))
                        .Select(text => file.At(text, text.ToString()))))
            .Rejects("src/Pawl.Sqlite/A.cs", "class A { string sql = \"SELECT id FROM job\"; }")
            .Rejects("src/Pawl.Sqlite/A.cs", "class A { string sql = $\"DELETE FROM {table}\"; }")
            .Rejects("src/Pawl.Hosting/A.cs", "class A { string sql = \"\"\"\n    WITH due AS (SELECT 1)\n    \"\"\"; }")
            .Accepts("src/Pawl.Sqlite/A.cs", "class A { string sql = \"BEGIN IMMEDIATE\"; string pragma = \"PRAGMA user_version\"; }")
            .Accepts("src/Pawl.Sqlite/A.cs", "class A { string words = \"Select a queue.\"; }")
            .Holds();

    [Fact]
    public void A_statement_begins_with_a_sentence_about_it() =>
        Rule.ForEach("src/ *.sql", "Begin the file with -- and a sentence that says what the statement does.", file =>
                Header().IsMatch(file.Text) ? [] : [file.At(1, file.Lines[0])])
            .Rejects("src/Pawl.Sqlite/Sql/Jobs/A.sql", "SELECT 1;\n")
            .Rejects("src/Pawl.Sqlite/Sql/Jobs/A.sql", "-- select\nSELECT 1;\n")
            .Accepts("src/Pawl.Sqlite/Sql/Jobs/A.sql", "-- Reads one.\nSELECT 1;\n")
            .Accepts("src/Pawl.Sqlite/Sql/Jobs/A.sql", "-- Reads one,\n-- and only one.\nSELECT 1;\n")
            .Holds();

    [Fact]
    public void A_file_holds_one_statement() =>
        Rule.ForEach("src/Pawl.Sqlite/Sql/ src/Pawl.PostgreSql/Sql/ *.sql", "Split the file: one statement each.", file =>
                WithoutCommentsAndText(file.Text).TrimEnd().TrimEnd(';').Contains(';', StringComparison.Ordinal)
                    ? [file.At(1, "more than one statement")]
                    : [])
            .Rejects("src/Pawl.Sqlite/Sql/A.sql", "-- Does two.\nDELETE FROM a;\nDELETE FROM b;\n")
            .Accepts("src/Pawl.Sqlite/Sql/A.sql", "-- Does one; no more.\nDELETE FROM a WHERE b = ';';\n")
            .Holds();

    [Fact]
    public void Parameters_are_named_in_the_header() =>
        Rule.ForEach(
                "src/Pawl.Sqlite/Sql/ src/Pawl.PostgreSql/Sql/ *.sql",
                "List them in the header: -- Parameters: $1 queue, $2 now", file =>
                Parameter().Matches(WithoutCommentsAndText(file.Text)).Select(match => match.Value).Distinct()
                    .Where(parameter => !Regex.IsMatch(HeaderOf(file), Regex.Escape(parameter) + @"\b"))
                    .Select(parameter => file.At(1, $"{parameter} is not named")))
            .Rejects("src/Pawl.Sqlite/Sql/A.sql", "-- Reads one.\nSELECT $1;\n")
            .Accepts("src/Pawl.Sqlite/Sql/A.sql", "-- Reads one.\n-- Parameters: $1 id\nSELECT $1;\n")
            .Holds();

    [Fact]
    public void A_migration_that_takes_something_away_says_which_code_works_with_it() =>
        Rule.ForEach(
                "src/Pawl.Sqlite/Migrations/ src/Pawl.PostgreSql/Migrations/ *.sql",
                "Raise works_with to the number of this schema: code that knows only the one before must not work with it.",
                file => TakesAway().IsMatch(WithoutCommentsAndText(file.Text))
                    && !file.Text.Contains("works_with = ", StringComparison.Ordinal)
                    ? [file.At(1, "takes something away")]
                    : [])
            .Rejects("src/Pawl.Sqlite/Migrations/0099_a.sql", "-- Less.\nALTER TABLE job DROP COLUMN shape;\n")
            .Rejects("src/Pawl.PostgreSql/Migrations/0099_a.sql", "-- Other.\nALTER TABLE pawl.job RENAME COLUMN shape TO form;\n")
            .Rejects("src/Pawl.PostgreSql/Migrations/0099_a.sql", "-- Other.\nALTER TABLE pawl.job ALTER shape TYPE bigint;\n")
            .Accepts("src/Pawl.Sqlite/Migrations/0099_a.sql", "-- Less.\nDROP TABLE shape;\nUPDATE store SET works_with = 99;\n")
            .Accepts("src/Pawl.Sqlite/Migrations/0099_a.sql", "-- More; nothing to drop.\nALTER TABLE job ADD COLUMN shape TEXT;\n")
            .Holds();

    private static string HeaderOf(SourceFile file) =>
        string.Join('\n', file.Lines.TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal)));

    private static string WithoutCommentsAndText(string sql) => CommentOrText().Replace(sql, "");

    [GeneratedRegex(@"^\s*(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|ALTER|DROP|WITH|EXPLAIN)\s")]
    private static partial Regex Statement();

    [GeneratedRegex(@"\A(-- [A-Z].*\.\n|-- [A-Z].*\n(-- .*\n)*-- .*\.\n)")]
    private static partial Regex Header();

    [GeneratedRegex(@"\b(DROP|RENAME|TYPE)\b")]
    private static partial Regex TakesAway();

    [GeneratedRegex(@"--[^\n]*|'(?:[^']|'')*'")]
    private static partial Regex CommentOrText();

    [GeneratedRegex(@"\$[0-9]+")]
    private static partial Regex Parameter();
}
