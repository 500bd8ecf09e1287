using Microsoft.Extensions.Options;

namespace Pawl.Hosting.Options;

/// <summary>Checks the rules that concern more than one setting.</summary>
internal sealed class PawlOptionsRules : IValidateOptions<PawlOptions>
{
    public ValidateOptionsResult Validate(string? name, PawlOptions options)
    {
        var wrong = new List<string>();
        if (options.Retry.MaxDelay < options.Retry.InitialDelay)
        {
            wrong.Add(
                $"Retry.MaxDelay ({options.Retry.MaxDelay}) must be at least Retry.InitialDelay ({options.Retry.InitialDelay}).");
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
