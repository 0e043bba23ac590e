using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Pinchang.ServiceDefaults;

/// <summary>What every process of the product shares.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>How long requests in flight may take to end after a stop was asked for.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(20);

    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.AddConsoleLogging();
        builder.AddTelemetry();
        builder.LimitRequests();
        builder.Services.AddHealthEndpoints();
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = NameTheTrace);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddHostedService<ParentWatch>();
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IStartupFilter, DefaultPipeline>();
        return builder;
    }

    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthEndpoints();
        return app;
    }

    private static void NameTheTrace(ProblemDetailsContext context) =>
        context.ProblemDetails.Extensions["traceId"] = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
}
