using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pawl.Conventions.Tests.Reading;

/// <summary>A file as a rule sees it: its path from the root, and its text.</summary>
internal sealed class SourceFile
{
    // The parser's stable languages end before ours does; its preview reads all of ours.
    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview, DocumentationMode.Parse);

    private readonly Lazy<CompilationUnitSyntax> root;
    private readonly Lazy<XDocument> xml;

    public SourceFile(string path, string text)
    {
        Path = path;
        Text = text;
        Lines = text.Split('\n');
        root = new(() => SyntaxFactory.ParseCompilationUnit(text, options: Parsing));
        xml = new(() => XDocument.Parse(text, LoadOptions.SetLineInfo));
    }

    public string Path { get; }

    public string Text { get; }

    public IReadOnlyList<string> Lines { get; }

    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The syntax of a .cs file.</summary>
    public CompilationUnitSyntax Code => root.Value;

    /// <summary>The content of a .csproj, .props or .slnx file.</summary>
    public XDocument Xml => xml.Value;

    /// <summary>All nodes of a kind in a .cs file.</summary>
    public IEnumerable<T> All<T>()
        where T : SyntaxNode => Code.DescendantNodes(descendIntoTrivia: false).OfType<T>();

    /// <summary>The types that a .cs file declares outside any other type.</summary>
    public IEnumerable<MemberDeclarationSyntax> TopLevelTypes() =>
        All<MemberDeclarationSyntax>().Where(member =>
            member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax
            && member.Parent is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax);

    /// <summary>All comments of a .cs file that are not documentation.</summary>
    public IEnumerable<SyntaxTrivia> Comments() =>
        Code.DescendantTrivia().Where(trivia =>
            trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia));

    /// <summary>Whether the file lies in one of the folders.</summary>
    public bool IsIn(params string[] folders) => folders.Any(folder => Path.StartsWith(folder, StringComparison.Ordinal));

    public Violation At(SyntaxNode node, string what) => At(LineOf(node.GetLocation()), what);

    public Violation At(SyntaxToken token, string what) => At(LineOf(token.GetLocation()), what);

    public Violation At(SyntaxTrivia trivia, string what) => At(LineOf(trivia.GetLocation()), what);

    public Violation At(System.Xml.IXmlLineInfo element, string what) => At(element.LineNumber, what);

    /// <summary>Something wrong at a line, counted from 1.</summary>
    public Violation At(int line, string what) => new(Path, line, what);

    private static int LineOf(Location location) => location.GetLineSpan().StartLinePosition.Line + 1;
}
