using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Pawl.Engine.Maintenance;
using Pawl.Engine.Nodes;
using Pawl.Engine.Workers;
using Pawl.Sqlite;

namespace Pawl.Hosting.Options;

/// <summary>Refuses configuration keys that set nothing: a misspelt limit is worse than none.</summary>
internal sealed class UnknownKeys(IConfiguration configuration, IEnumerable<StoreSection> stores) : IValidateOptions<PawlOptions>
{
    private const int NearEnough = 2;

    /// <summary>May be there although its store is not chosen: one file of settings for development and production.</summary>
    private const string OtherStore = "PostgreSql";

    private static readonly (string Section, string[] Keys)[] Known =
    [
        ($"{PawlOptions.Section}:{nameof(PawlOptions.Retry)}", KeysOf<RetryOptions>()),
        ($"{PawlOptions.Section}:{nameof(PawlOptions.Sqlite)}", KeysOf<SqliteOptions>()),
        ($"{PawlOptions.Section}:{nameof(PawlOptions.Worker)}", KeysOf<WorkerOptions>()),
        ($"{PawlOptions.Section}:{nameof(PawlOptions.Node)}", KeysOf<NodeOptions>()),
        ($"{PawlOptions.Section}:{nameof(PawlOptions.Maintenance)}", KeysOf<MaintenanceOptions>()),
    ];

    /// <inheritdoc />
    public ValidateOptionsResult Validate(string? name, PawlOptions options)
    {
        (string Section, string[] Keys)[] all =
        [
            (PawlOptions.Section, [.. KeysOf<PawlOptions>(), .. stores.Select(store => store.Name).Append(OtherStore).Distinct()]),
            .. Known,
            .. stores.Select(store => ($"{PawlOptions.Section}:{store.Name}", store.Keys)),
        ];
        string[] wrong =
        [
            .. from known in all
               from child in configuration.GetSection(known.Section).GetChildren()
               where !known.Keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
               select $"{child.Path} is no setting.{Suggest(child.Key, known.Keys)}",
        ];
        return wrong.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    public static string[] KeysOf<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>() =>
        [.. typeof(T).GetProperties().Select(property => property.Name)];

    private static string Suggest(string key, string[] keys)
    {
        string nearest = keys.MinBy(candidate => Distance(key, candidate)) ?? "";
        return Distance(key, nearest) <= NearEnough
            ? $" Did you mean {nearest}?"
            : $" There are: {string.Join(", ", keys.Order(StringComparer.Ordinal))}.";
    }

    /// <summary>How many letters must be added, removed or changed to come from one word to the other.</summary>
    /// <remarks>Source: Levenshtein, 1966; one row of the table at a time.</remarks>
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 1; i <= one.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.Length; j++)
            {
                bool isSame = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]);
                int changed = diagonal + (isSame ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
