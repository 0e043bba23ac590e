using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Pinchang.ServiceDefaults;

internal static class ConsoleLogging
{
    /// <summary>One line per event: the starter puts the process's name before each line.</summary>
    public static void AddConsoleLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.UseUtcTimestamp = true;
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
    }
}
