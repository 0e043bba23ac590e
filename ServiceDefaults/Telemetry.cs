using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Pinchang.ServiceDefaults;

/// <summary>Traces, metrics and logs by OTLP, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names a collector; else nothing.</summary>
internal static class Telemetry
{
    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Npgsql", "Pinchang.*", "Microsoft.Orleans.*"];
    private static readonly string[] Meters = ["Microsoft.AspNetCore.*", "System.Runtime", "Npgsql", "pinchang.*", "Pinchang.*", "Microsoft.Orleans"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrWhiteSpace(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        var resource = Describe(builder.Environment.ApplicationName);
        builder.Logging.AddOpenTelemetry(logging =>
        {
            logging.IncludeScopes = true;
            logging.SetResourceBuilder(resource);
            logging.AddOtlpExporter();
        });
        builder.Services.AddSingleton(new Providers(
            Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter().Build(),
            Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build()));
        builder.Services.AddHostedService(services => services.GetRequiredService<Providers>());
    }

    /// <summary>The usual variable wins; otherwise <c>Pinchang.Api</c> is <c>pinchang-api</c>.</summary>
    private static ResourceBuilder Describe(string applicationName)
    {
        var resource = ResourceBuilder.CreateDefault();
        return string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("OTEL_SERVICE_NAME"))
            ? resource.AddService(applicationName.ToLowerInvariant().Replace('.', '-'))
            : resource;
    }

    /// <summary>Without OpenTelemetry's own hosting package, somebody must flush what is waiting when the process stops.</summary>
    private sealed class Providers(TracerProvider traces, MeterProvider metrics) : IHostedService, IDisposable
    {
        private const int FlushMilliseconds = 3000;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            traces.ForceFlush(FlushMilliseconds);
            metrics.ForceFlush(FlushMilliseconds);
            return Task.CompletedTask;
        }

        public void Dispose()
        {
            traces.Dispose();
            metrics.Dispose();
        }
    }
}
