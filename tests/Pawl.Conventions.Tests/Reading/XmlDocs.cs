using System.Reflection;
using System.Xml.Linq;

namespace Pawl.Conventions.Tests.Reading;

/// <summary>The documentation that the compiler has written beside an assembly, as Markdown.</summary>
internal sealed class XmlDocs
{
    private readonly Dictionary<string, XElement> members;

    private XmlDocs(string file) =>
        members = XDocument.Load(file).Descendants("member").ToDictionary(member => member.Attribute("name")?.Value ?? "");

    /// <summary>What is documented of an assembly.</summary>
    public static XmlDocs Of(Assembly assembly) => new(Path.ChangeExtension(assembly.Location, ".xml"));

    /// <summary>An element of a member's documentation, on one line.</summary>
    /// <param name="member">The field or property.</param>
    /// <param name="element">Such as <c>summary</c> or <c>value</c>.</param>
    /// <returns>The text; empty when there is none.</returns>
    public string Read(MemberInfo member, string element)
    {
        char kind = member is PropertyInfo ? 'P' : 'F';
        return members.TryGetValue($"{kind}:{member.DeclaringType?.FullName}.{member.Name}", out XElement? found)
            && found.Element(element) is { } text
                ? string.Join(' ', Markdown(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                : "";
    }

    private static string Markdown(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{NameOf(see.Attribute("cref")?.Value ?? "")}`",
        _ => node.ToString(),
    }));

    // P:Pawl.Hosting.Options.RetryOptions.InitialDelay and M:Pawl.Hosting.PawlBuilder.AddWorker(…) by their last names.
    private static string NameOf(string id) => id.Split('(')[0].Split('.')[^1];
}
