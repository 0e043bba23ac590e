using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Pinchang.ServiceDefaults;

/// <summary>
/// Stands before everything a process adds itself, so that no answer leaves without its headers and no failure
/// without its problem details. A process that has pages of its own for failures adds them, and they come first.
/// </summary>
internal sealed class DefaultPipeline : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        next(app);
    };
}
