using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pawl.Conventions.Tests.Reading;

namespace Pawl.Conventions.Tests;

/// <summary>A log event has a name and a number, so that it can be searched, counted and silenced.</summary>
public sealed class LogConventions
{
    private const string Products =
        "src/Pawl/ src/Pawl.Engine/ src/Pawl.Sqlite/ src/Pawl.PostgreSql/ src/Pawl.Relational/ src/Pawl.Hosting/ *.cs";

    private static readonly string[] Unnamed =
        ["LogTrace", "LogDebug", "LogInformation", "LogWarning", "LogError", "LogCritical"];

    [Fact]
    public void Events_are_written_by_named_methods() =>
        Rule.ForEach(Products, "Write a [LoggerMessage] partial method at the bottom of the class, with its id in EventIds.cs.", file =>
                file.All<MemberAccessExpressionSyntax>()
                    .Where(access => Unnamed.Contains(access.Name.Identifier.Text))
                    .Select(access => file.At(access, access.ToString())))
            .Rejects("src/Pawl.Engine/A.cs", "class A { void M() => logger.LogWarning(\"Lost {Count}\", 1); }")
            .Accepts("src/Pawl.Engine/A.cs", "class A { void M() => LogLeasesReaped(1); }")
            .Holds();

    [Fact]
    public void An_event_takes_its_number_from_the_list() =>
        Rule.ForEach(Products, "Give the event a number of its own in EventIds.cs, and name it here.", file =>
                Messages(file)
                    .Where(message => IdOf(message) is not MemberAccessExpressionSyntax { Expression: var list }
                        || !list.ToString().EndsWith("EventIds", StringComparison.Ordinal))
                    .Select(message => file.At(message, message.ToString())))
            .Rejects("src/Pawl.Engine/A.cs", "class A { [LoggerMessage(7, LogLevel.Warning, \"Lost\")] void LogLost(); }")
            .Accepts("src/Pawl.Engine/A.cs", "class A { [LoggerMessage(EventIds.Lost, LogLevel.Warning, \"Lost\")] void LogLost(); }")
            .Accepts("src/Pawl.Engine/A.cs", "class A { [LoggerMessage(EventId = EventIds.Lost, Message = \"Lost\")] void LogLost(); }")
            .Holds();

    [Fact]
    public void A_number_means_one_event() =>
        Rule.ForAll(Products, "Take the next free number; a number is never used twice.", files =>
                files.SelectMany(Numbers)
                    .GroupBy(number => number.Value)
                    .SelectMany(same => same.Skip(1).Select(number =>
                        number.File.At(number.Line, $"{number.Name} = {number.Value}, as {same.First().Name}"))))
            .Rejects(
                ("src/Pawl.Engine/EventIds.cs", "class EventIds { public const int A = 1; }"),
                ("src/Pawl.Sqlite/SqliteEventIds.cs", "class SqliteEventIds { public const int B = 1; }"))
            .Accepts("src/Pawl.Engine/EventIds.cs", "class EventIds { public const int A = 1; public const int B = 2; }")
            .Holds();

    [Fact]
    public void An_event_is_written_in_one_place() =>
        Rule.ForAll(Products, "Give each [LoggerMessage] a number of its own, and delete numbers that nothing writes.", files =>
            {
                ILookup<string, (SourceFile File, AttributeSyntax Message)> written = files
                    .SelectMany(file => Messages(file).Select(message => (file, message)))
                    .ToLookup(place => IdOf(place.message)?.ToString() ?? "");
                IEnumerable<Violation> shared = written.SelectMany(same => same.Skip(1)
                    .Select(place => place.File.At(place.Message, $"{same.Key} is written elsewhere too")));
                IEnumerable<Violation> unused = files.SelectMany(Numbers)
                    .Where(number => !written.Contains(number.Name))
                    .Select(number => number.File.At(number.Line, $"{number.Name} is written nowhere"));
                return shared.Concat(unused);
            })
            .Rejects("src/Pawl.Engine/EventIds.cs", "class EventIds { public const int A = 1; }")
            .Rejects("src/Pawl.Engine/A.cs", "class A { [LoggerMessage(EventIds.A)] void B(); [LoggerMessage(EventIds.A)] void C(); }")
            .Accepts(
                ("src/Pawl.Engine/EventIds.cs", "class EventIds { public const int A = 1; }"),
                ("src/Pawl.Engine/B.cs", "class B { [LoggerMessage(EventIds.A)] void C(); }"))
            .Holds();

    private static IEnumerable<AttributeSyntax> Messages(SourceFile file) =>
        file.All<AttributeSyntax>().Where(attribute => attribute.Name.ToString() == "LoggerMessage");

    private static ExpressionSyntax? IdOf(AttributeSyntax message)
    {
        AttributeArgumentSyntax[] arguments = message.ArgumentList?.Arguments.ToArray() ?? [];
        return Array.Find(arguments, argument => argument.NameEquals?.Name.ToString() == "EventId")?.Expression
            ?? Array.Find(arguments, argument => argument.NameEquals is null)?.Expression;
    }

    private static IEnumerable<(SourceFile File, int Line, string Name, string Value)> Numbers(SourceFile file) =>
        from declared in file.All<ClassDeclarationSyntax>()
        where declared.Identifier.Text.EndsWith("EventIds", StringComparison.Ordinal)
        from field in declared.Members.OfType<FieldDeclarationSyntax>()
        where field.Modifiers.Any(SyntaxKind.ConstKeyword)
        from variable in field.Declaration.Variables
        let line = variable.GetLocation().GetLineSpan().StartLinePosition.Line + 1
        select (file, line, $"{declared.Identifier.Text}.{variable.Identifier.Text}", variable.Initializer?.Value.ToString() ?? "");
}
