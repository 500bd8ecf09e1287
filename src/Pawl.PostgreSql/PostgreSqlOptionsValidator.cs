using Microsoft.Extensions.Options;

namespace Pawl.PostgreSql;

/// <summary>Checks the range of every setting; written by the compiler from the attributes.</summary>
[OptionsValidator]
internal sealed partial class PostgreSqlOptionsValidator : IValidateOptions<PostgreSqlOptions>;
