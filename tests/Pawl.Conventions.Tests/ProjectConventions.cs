using System.Xml;
using System.Xml.Linq;
using Pawl.Conventions.Tests.Reading;

namespace Pawl.Conventions.Tests;

/// <summary>The picture of the parts in ARCHITECTURE.md: who may see whom, and with which packages.</summary>
public sealed class ProjectConventions
{
    private const string Abstractions =
        "Microsoft.Extensions.DependencyInjection.Abstractions Microsoft.Extensions.Logging.Abstractions Microsoft.Extensions.Options";

    private const string Sqlite = "Microsoft.Data.Sqlite.Core SQLitePCLRaw.bundle_e_sqlite3";

    /// <summary>Each project, the projects it may reference and the packages it may use.</summary>
    private static readonly Dictionary<string, (string Projects, string Packages)> Allowed = new()
    {
        ["Pawl"] = ("", ""),
        ["Pawl.Engine"] = ("Pawl Pawl.Schedules", Abstractions),
        ["Pawl.Relational"] = ("Pawl", ""),
        ["Pawl.Schedules"] = ("Pawl", "NodaTime"),
        ["Pawl.Sqlite"] = ("Pawl Pawl.Relational", $"{Sqlite} Microsoft.Extensions.Logging.Abstractions Microsoft.Extensions.Options"),
        ["Pawl.PostgreSql"] = ("Pawl Pawl.Relational", "Microsoft.Extensions.Logging.Abstractions Microsoft.Extensions.Options Npgsql"),
        ["Pawl.Hosting"] = ("Pawl Pawl.Engine Pawl.Sqlite",
            $"{Abstractions} Microsoft.Extensions.Hosting.Abstractions Microsoft.Extensions.Options.ConfigurationExtensions "
            + "Microsoft.Extensions.Options.DataAnnotations"),
        ["Pawl.PrivatePostgres"] = ("", "Npgsql"),
        ["Pawl.Demo"] = ("Pawl.Hosting Pawl.PostgreSql Pawl.PrivatePostgres", "Microsoft.Extensions.Hosting"),
        ["Pawl.Cli"] = ("Pawl.Demo", "Spectre.Console System.CommandLine"),

        ["Pawl.ReferenceModel"] = ("Pawl", ""),
        ["Pawl.Storage.Contract"] = ("Pawl Pawl.ReferenceModel", "xunit.v3.assert xunit.v3.extensibility.core"),
        ["Pawl.Checker"] = ("", $"{Sqlite} Npgsql"),
        ["Pawl.Faults"] = ("Pawl.Checker Pawl.Faults.Node Pawl.PrivatePostgres", "System.CommandLine"),
        ["Pawl.Faults.Node"] = ("Pawl.Hosting Pawl.PostgreSql", "Microsoft.Extensions.Hosting"),

        ["Pawl.Mutants"] = ("", ""),
        ["Pawl.Simulation"] = ("Pawl.Engine Pawl.Sqlite Pawl.Checker Pawl.ReferenceModel", "System.CommandLine"),
        ["Pawl.Simulation.Tests"] = ("Pawl.Mutants Pawl.Simulation", ""),
        ["Pawl.PowerCuts"] = ("Pawl.Sqlite Pawl.ReferenceModel", ""),

        ["Pawl.Tests"] = ("Pawl Pawl.ReferenceModel", ""),
        ["Pawl.Schedules.Tests"] = ("Pawl.Schedules Pawl.Checker", "NCrontab.Signed Quartz"),
        ["Pawl.Engine.Tests"] = ("Pawl.Engine Pawl.ReferenceModel", "Microsoft.Extensions.DependencyInjection"),
        ["Pawl.Sqlite.Tests"] = ("Pawl.Sqlite Pawl.Storage.Contract Pawl.ReferenceModel Pawl.PowerCuts", ""),
        ["Pawl.PostgreSql.Tests"] = (
            "Pawl.Hosting Pawl.PostgreSql Pawl.Storage.Contract Pawl.ReferenceModel Pawl.PrivatePostgres", "Microsoft.Extensions.Hosting"),
        ["Pawl.ReferenceModel.Tests"] = ("Pawl.ReferenceModel Pawl.Storage.Contract", ""),
        ["Pawl.Hosting.Tests"] = ("Pawl.Hosting Pawl.ReferenceModel", "Microsoft.Extensions.Hosting"),
        ["Pawl.PowerCuts.Tests"] = ("Pawl.PowerCuts", ""),
        ["Pawl.PrivatePostgres.Tests"] = ("Pawl.PrivatePostgres", ""),
        ["Pawl.Faults.Tests"] = ("Pawl.Checker Pawl.Faults Pawl.Faults.Node Pawl.PrivatePostgres", ""),
        ["Pawl.KillLoop.Tests"] = ("Pawl.Checker Pawl.Faults Pawl.Faults.Node", ""),
        ["Pawl.Demo.Tests"] = ("Pawl.Demo Pawl.Cli Pawl.PrivatePostgres", ""),
        ["Pawl.Conventions.Tests"] = ("Pawl.Hosting Pawl.PostgreSql", "Microsoft.CodeAnalysis.CSharp Microsoft.Extensions.Hosting"),

        ["Pawl.Load"] = (
            "Pawl.Hosting Pawl.PostgreSql Pawl.PrivatePostgres Pawl.Schedules", "Microsoft.Extensions.Hosting System.CommandLine"),
    };

    [Fact]
    public void Arrows_between_projects_point_where_the_picture_allows() =>
        Rule.ForEach(
                "*.csproj",
                "Go through a port, or move the code. A new arrow needs ARCHITECTURE.md, this table and a page in docs/decisions.",
                file => References(file, "ProjectReference")
                    .Select(reference => (Project: Path.GetFileNameWithoutExtension(reference.Name.Replace('\\', '/')), reference.Element))
                    .Where(reference => !AllowedFor(file).Projects.Contains(reference.Project))
                    .Select(reference => file.At(reference.Element, $"{file.Name} → {reference.Project}")))
            .Rejects("src/Pawl.Engine/Pawl.Engine.csproj", Project("ProjectReference", @"..\Pawl.Sqlite\Pawl.Sqlite.csproj"))
            .Rejects("tests/Pawl.Checker/Pawl.Checker.csproj", Project("ProjectReference", @"..\..\src\Pawl\Pawl.csproj"))
            .Rejects("src/Pawl.New/Pawl.New.csproj", Project("ProjectReference", @"..\Pawl\Pawl.csproj"))
            .Accepts("src/Pawl.Engine/Pawl.Engine.csproj", Project("ProjectReference", @"..\Pawl\Pawl.csproj"))
            .Holds();

    [Fact]
    public void A_project_uses_only_the_packages_of_its_row() =>
        Rule.ForEach(
                "*.csproj",
                "Do without. A dependency needs this table and a page in docs/decisions that says what it saves.",
                file => References(file, "PackageReference")
                    .Where(reference => !AllowedFor(file).Packages.Contains(reference.Name))
                    .Select(reference => file.At(reference.Element, $"{file.Name} → {reference.Name}")))
            .Rejects("src/Pawl/Pawl.csproj", Project("PackageReference", "NodaTime"))
            .Rejects("src/Pawl.Engine/Pawl.Engine.csproj", Project("PackageReference", "Microsoft.Extensions.Hosting"))
            .Accepts("src/Pawl.Engine/Pawl.Engine.csproj", Project("PackageReference", "Microsoft.Extensions.Options"))
            .Holds();

    [Fact]
    public void Versions_of_packages_are_central() =>
        Rule.ForEach("*.csproj", "Put the version in Directory.Packages.props.", file =>
                file.Xml.Descendants("PackageReference")
                    .Where(reference => reference.Attributes().Concat<XObject>(reference.Elements()).Any(IsVersion))
                    .Select(reference => file.At((IXmlLineInfo)reference, reference.ToString())))
            .Rejects("a.csproj", """<Project><ItemGroup><PackageReference Include="A" Version="1.0.0" /></ItemGroup></Project>""")
            .Rejects("a.csproj", """<Project><ItemGroup><PackageReference Include="A" VersionOverride="1.0.0" /></ItemGroup></Project>""")
            .Accepts("a.csproj", Project("PackageReference", "A"))
            .Holds();

    [Fact]
    public void No_project_weakens_what_all_projects_keep() =>
        Rule.ForEach(
                "*.csproj",
                "Take it out: all that is set once, in Directory.Build.props. A NoWarn may stay below a comment that says why.",
                file => file.Xml.Descendants()
                    .Where(property => property.Name.LocalName != "NoWarn"
                        || property.PreviousNode is not XComment
                        || property.Value.Contains("CS1", StringComparison.Ordinal))
                    .Where(property => property.Name.LocalName is "NoWarn" or "WarningsNotAsErrors" or "TreatWarningsAsErrors" or "Nullable"
                        or "LangVersion" or "GenerateDocumentationFile" or "TargetFramework" or "TargetFrameworks" or "AnalysisLevel")
                    .Select(property => file.At((IXmlLineInfo)property, property.ToString())))
            .Rejects("a.csproj", Properties("<NoWarn>CS1591</NoWarn>"))
            .Rejects("a.csproj", Properties("<!-- Because. --><NoWarn>CS1591</NoWarn>"))
            .Accepts("a.csproj", Properties("<!-- The generator is wrong here. --><NoWarn>SYSLIB1100</NoWarn>"))
            .Accepts("a.csproj", Properties("<Description>A.</Description>"))
            .Holds();

    [Fact]
    public void Every_public_member_must_be_documented_to_compile() =>
        Rule.ForAll(
                "*.props",
                "Keep TreatWarningsAsErrors and, for what ships, GenerateDocumentationFile on, without NoWarn: CS1591 fails the build.",
                files => files.Where(file => file.Path == "Directory.Build.props")
                    .Where(file => !IsOn(file, "TreatWarningsAsErrors") || !IsOn(file, "GenerateDocumentationFile"))
                    .Select(file => file.At(1, "documentation is not compulsory"))
                    .Concat(files.SelectMany(file => file.Xml.Descendants("NoWarn")
                        .Select(property => file.At((IXmlLineInfo)property, property.ToString())))))
            .Rejects("Directory.Build.props", Properties("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>"))
            .Rejects("src/Directory.Build.props", Properties("<NoWarn>CS1591</NoWarn>"))
            .Accepts(
                "Directory.Build.props",
                Properties("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>"
                    + "<GenerateDocumentationFile>true</GenerateDocumentationFile>"))
            .Holds();

    [Fact]
    public void The_editor_configuration_does_not_silence_missing_documentation() =>
        Rule.ForEach(".editorconfig", "Document the member instead.", file =>
                file.Lines.Select((text, index) => (text, index))
                    .Where(line => line.text.Contains("CS15", StringComparison.Ordinal))
                    .Select(line => file.At(line.index + 1, line.text)))
            .Rejects(".editorconfig", "dotnet_diagnostic.CS1591.severity = none\n")
            .Accepts(".editorconfig", "dotnet_diagnostic.CA2007.severity = none\n")
            .Holds();

    [Fact]
    public void The_solution_lists_every_project()
    {
        SourceFile solution = Repository.Sources.Single(file => file.Path == "Pawl.slnx");
        string[] listed = [.. solution.Xml.Descendants("Project").Select(project => project.Attribute("Path")?.Value ?? "")];
        string[] projects = [.. Repository.Paths.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))];

        Assert.Equal(projects.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_table_of_this_test_has_a_row_for_every_project_and_no_other()
    {
        IEnumerable<string> projects = Repository.Paths
            .Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))
            .Select(path => Path.GetFileNameWithoutExtension(path));

        Assert.Equal(projects.Order(StringComparer.Ordinal), Allowed.Keys.Order(StringComparer.Ordinal));
    }

    private static (string[] Projects, string[] Packages) AllowedFor(SourceFile file) =>
        Allowed.TryGetValue(file.Name, out (string Projects, string Packages) row)
            ? (row.Projects.Split(' '), row.Packages.Split(' '))
            : ([], []);

    private static IEnumerable<(string Name, IXmlLineInfo Element)> References(SourceFile file, string kind) =>
        file.Xml.Descendants(kind).Select(element => (element.Attribute("Include")?.Value ?? "", (IXmlLineInfo)element));

    private static bool IsVersion(XObject part) => part switch
    {
        XAttribute attribute => attribute.Name.LocalName is "Version" or "VersionOverride",
        XElement element => element.Name.LocalName is "Version" or "VersionOverride",
        _ => false,
    };

    private static bool IsOn(SourceFile file, string property) => file.Xml.Descendants(property).Any(element => element.Value == "true");

    private static string Properties(string properties) => $"<Project><PropertyGroup>{properties}</PropertyGroup></Project>";

    private static string Project(string kind, string include) =>
        $"<Project><ItemGroup><{kind} Include=\"{include}\" /></ItemGroup></Project>";
}
