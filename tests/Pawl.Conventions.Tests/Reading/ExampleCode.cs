using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pawl.Conventions.Tests.Reading;

/// <summary>Compiles a program of a page as a new project of a user would.</summary>
internal static class ExampleCode
{
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    /// <summary>What the compiler finds wrong.</summary>
    public static IEnumerable<string> Errors(string program) =>
        CSharpCompilation.Create(
                "example",
                [CSharpSyntaxTree.ParseText(program), CSharpSyntaxTree.ParseText(ImplicitUsings)],
                BuiltWith.Assemblies,
                new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable))
            .GetDiagnostics()
            .Where(found => found.Severity >= DiagnosticSeverity.Warning && !found.IsSuppressed)
            .Select(found => found.ToString());
}
