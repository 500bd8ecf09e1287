using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Pawl.Conventions.Tests.Reading;

namespace Pawl.Conventions.Tests;

/// <summary>Every public name is a promise, so every change of one is seen as a line in a file.</summary>
public sealed class PublicApiConventions
{
    [Theory]
    [InlineData("Pawl")]
    [InlineData("Pawl.Engine")]
    [InlineData("Pawl.Schedules")]
    [InlineData("Pawl.Sqlite")]
    [InlineData("Pawl.PostgreSql")]
    [InlineData("Pawl.Hosting")]
    public void The_public_surface_is_the_accepted_one(string assembly) =>
        Accepted.Equal($"src/{assembly}/PublicApi.txt", ApiText.Of(assembly));

    [Fact]
    public void The_text_of_a_surface_holds_what_users_see_and_nothing_else()
    {
        const string Code = """
            #nullable enable
            namespace Words
            {
                public enum Colour : byte { Red = 1 }
                public sealed record Point(int X, string? Name = null) { internal int Secret { get; init; } }
                public interface IJobs<in T> where T : class { System.Threading.Tasks.Task RunAsync(T job, int limit = 5); }
                public abstract class Shape { protected Shape() { } private protected int Hidden; public const int Most = 3; }
                internal class Unseen { public int A; }
            }
            """;

        Assert.Equal(
            """
            namespace Words

            enum Colour : byte
                Red = 1

            interface IJobs<in T> where T : class
                Task RunAsync(T job, int limit = 5)

            sealed record Point : IEquatable<Point>
                Point(int X, string? Name = null)
                string? Name { get; init; }
                int X { get; init; }

            abstract class Shape
                const int Most = 3
                Shape()

            """.ReplaceLineEndings("\n"),
            SurfaceOf(Code));
    }

    private static string SurfaceOf(string code)
    {
        string core = typeof(object).Assembly.Location;
        MetadataReference[] references = [MetadataReference.CreateFromFile(core)];
        var compilation = CSharpCompilation.Create(
            "words",
            [CSharpSyntaxTree.ParseText(code)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success, string.Join('\n', compilation.GetDiagnostics()));
        return ApiText.Of(MetadataReference.CreateFromImage(image.ToArray()), references);
    }
}
