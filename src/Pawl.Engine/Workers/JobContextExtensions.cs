using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pawl.Engine.Workers;

namespace Pawl;

/// <summary>What the engine adds to the context of an attempt.</summary>
public static class JobContextExtensions
{
    extension(JobContext context)
    {
        /// <summary>A logger for the attempt: its category is the job's type, and its entries carry JobId and Attempt.</summary>
        public ILogger Logger => context is AttemptContext attempt
            ? attempt.Logger
            : context.Services.GetRequiredService<ILoggerFactory>().CreateLogger(context.Type.Value);
    }
}
