using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Pawl.Conventions.Tests.Reading;
using Pawl.Hosting;
using Pawl.PostgreSql;

namespace Pawl.Conventions.Tests;

/// <summary>The reference pages say what the code says.</summary>
public sealed partial class ReferenceConventions
{
    [Fact]
    public void The_page_of_settings_lists_every_option() =>
        Accepted.EqualWithin(
            "docs/reference/configuration.md",
            "settings",
            Table(
                "| Setting | Type | Meaning | Value |",
                AllSettings().Select(setting =>
                    $"| `{setting.Key}` | {TypeName(setting.Property.PropertyType)} | {Doc(setting.Property, "summary")} "
                    + $"| {Doc(setting.Property, "value")} |")));

    [Fact]
    public void Every_option_has_a_range()
    {
        string[] unbounded =
        [
            .. AllSettings().Where(setting => !HasRange(setting.Property)).Select(setting => setting.Key),
        ];

        Assert.True(
            unbounded.Length == 0,
            $"Give each option a [Range] or, for a text, [Required] or [MinLength]: {string.Join(", ", unbounded)}");
        Assert.False(HasRange(typeof(Unbounded).GetProperty(nameof(Unbounded.Count)) ?? throw new InvalidOperationException()));
    }

    [Fact]
    public void The_documentation_of_an_option_names_the_numbers_of_its_range() =>
        Assert.All(AllSettings(), setting =>
        {
            RangeAttribute? range = setting.Property.GetCustomAttribute<RangeAttribute>();
            foreach (object bound in range is null || range.OperandType == typeof(TimeSpan) ? [] : new[] { range.Minimum, range.Maximum })
            {
                string number = Convert.ToDecimal(bound, CultureInfo.InvariantCulture).ToString("#,0.##", CultureInfo.InvariantCulture);
                Assert.Contains(number, Doc(setting.Property, "value"), StringComparison.Ordinal);
            }
        });

    [Fact]
    public void The_page_of_limits_lists_every_limit() =>
        Accepted.EqualWithin(
            "docs/reference/limits.md",
            "limits",
            Table(
                "| Limit | Value | Meaning |",
                typeof(JobLimits).GetFields(BindingFlags.Public | BindingFlags.Static)
                    .Select(field => $"| `{field.Name}` | {Value(field.GetValue(null))} | {Doc(field, "summary")} |")));

    [Fact]
    public void The_page_of_states_draws_every_transition_and_no_other()
    {
        string page = File.ReadAllText(Repository.FullPath("docs/reference/states.md"));
        IEnumerable<string> drawn = Arrow().Matches(page).Select(match => $"{match.Groups["from"].Value} → {match.Groups["to"].Value}");
        IEnumerable<string> allowed =
            from start in Enum.GetValues<JobState>()
            from end in Enum.GetValues<JobState>()
            where JobTransitions.IsAllowed(start, end)
            select $"{start} → {end}";
        IEnumerable<string> begun = JobTransitions.Initial.Select(state => $"[*] → {state}");

        Assert.Equal(allowed.Concat(begun).Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_of_states_explains_every_state_in_order()
    {
        string page = File.ReadAllText(Repository.FullPath("docs/reference/states.md"));

        Assert.Equal(Enum.GetNames<JobState>(), Row().Matches(page).Select(match => match.Groups["state"].Value));
    }

    /// <summary>Pawl's own settings, and those of the store that comes in a package of its own.</summary>
    private static IEnumerable<(string Key, PropertyInfo Property)> AllSettings() =>
        [.. Settings(typeof(PawlOptions), "Pawl"), .. Settings(typeof(PostgreSqlOptions), "Pawl:PostgreSql")];

    /// <summary>What can be configured: what has a setter or is a dictionary, also within options of options.</summary>
    private static IEnumerable<(string Key, PropertyInfo Property)> Settings(Type options, string section) =>
        options.GetProperties().SelectMany(property => property switch
        {
            { PropertyType: var type } when type.Name.EndsWith("Options", StringComparison.Ordinal) && property.SetMethod is null =>
                Settings(type, $"{section}:{property.Name}"),
            { PropertyType: var type } when IsDictionary(type) => [($"{section}:{property.Name}:<name>", property)],
            { SetMethod.IsPublic: true } => [($"{section}:{property.Name}", property)],
            _ => Array.Empty<(string, PropertyInfo)>(),
        });

    private static bool HasRange(PropertyInfo option) =>
        option.PropertyType == typeof(bool)
        || option.PropertyType.IsEnum
        || IsDictionary(option.PropertyType)
        || option.GetCustomAttribute<RangeAttribute>() is not null
        || (option.PropertyType == typeof(string)
            && (option.GetCustomAttribute<RequiredAttribute>() is not null || option.GetCustomAttribute<MinLengthAttribute>() is not null));

    private static bool IsDictionary(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>);

    private static string Doc(MemberInfo member, string element)
    {
        Type type = member.DeclaringType ?? throw new InvalidOperationException($"{member} is of no type.");
        return XmlDocs.Of(type.Assembly).Read(member, element);
    }

    private static string TypeName(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        TypeCode.Int32 => "whole number",
        TypeCode.Double => "number",
        TypeCode.Boolean => "true or false",
        TypeCode.String => "text",
        _ when IsDictionary(type) => $"{TypeName(type.GetGenericArguments()[1])} a name",
        _ when (Nullable.GetUnderlyingType(type) ?? type) == typeof(TimeSpan) => "span, `d.hh:mm:ss`",
        _ => type.Name,
    };

    private static string Value(object? value) => value switch
    {
        TimeSpan { Days: 1 } => "1 day",
        TimeSpan span => $"{span.TotalDays:#,0.##} days",
        IFormattable number => number.ToString("#,0", CultureInfo.InvariantCulture),
        _ => "",
    };

    private static string Table(string head, IEnumerable<string> rows)
    {
        string rule = string.Concat(Enumerable.Repeat("| --- ", head.Count(letter => letter == '|') - 1)) + "|";
        return string.Join('\n', rows.Prepend(rule).Prepend(head)) + "\n";
    }

    [GeneratedRegex(@"^\s+(?<from>\w+|\[\*\]) --> (?<to>\w+)", RegexOptions.Multiline)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^\| `(?<state>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    private sealed class Unbounded
    {
        public int Count { get; set; }
    }
}
