using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Pinchang.Api.Hosting;
using Pinchang.Api.LiveRooms.Broadcast;
using Pinchang.Contracts;
using Pinchang.Contracts.Maintenance;
using Pinchang.Data.Maintenance;

namespace Pinchang.Api.Maintenance;

internal static class MaintenanceApi
{
    private const int Size = 50;

    public static IServiceCollection AddMaintenance(this IServiceCollection services)
    {
        services.AddSingleton<MaintenanceLog>();
        services.AddHostedService<RunLog>();
        services.AddSingleton<HealthFigures>();
        services.AddSingleton<HealthSamples>();
        services.AddSingleton<ServedCertificate>();
        services.AddSingleton<HealthReader>();
        services.AddSingleton<IOpenSockets>(provider => provider.GetRequiredService<RoomSockets>());
        services.AddSingleton<HealthWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<HealthWatch>());
        return services;
    }

    public static IEndpointRouteBuilder MapMaintenance(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/operations/maintenance", ListAsync).WithTags("Maintenance").RequireAuthorization(Access.ReadSignIns);
        var watch = app.MapGroup("/api/operations").WithTags("Maintenance").RequireAuthorization(Access.WatchOperations);
        watch.MapGet("/state", GetOperationsState.HandleAsync);
        watch.MapGet("/access-matrix", GetAccessMatrix.Handle);
        watch.MapGet("/access-matrix.csv", GetAccessMatrix.ToCsv);
        watch.MapGet("/incidents", Incidents.ListAsync);
        watch.MapGet("/drills", EmergencyDrills.ListAsync);
        var keep = app.MapGroup("/api/operations").WithTags("Maintenance").RequireAuthorization(Access.ManageIncidents).RequireIdempotencyKey();
        keep.MapPost("/incidents", Incidents.OpenAsync);
        keep.MapPost("/incidents/{id:guid}/notes", Incidents.NoteAsync);
        keep.MapPost("/incidents/{id:guid}/closures", Incidents.CloseAsync);
        keep.MapPost("/drills", EmergencyDrills.PlanAsync);
        keep.MapPost("/drills/{id:guid}/results", EmergencyDrills.RecordAsync);
        return app;
    }

    private static async Task<Ok<Page<MaintenanceLine>>> ListAsync(MaintenanceLog log, CancellationToken cancellation, int page = 1) =>
        TypedResults.Ok(await log.ReadAsync(Math.Clamp(page, 1, 10_000), Size, cancellation));
}

/// <summary>When the product ran: a process that was killed has a beginning and no end, which shows too.</summary>
internal sealed class RunLog(MaintenanceLog log, TimeProvider time, ILogger<RunLog> logger) : IHostedLifecycleService
{
    private static readonly string? Version = typeof(RunLog).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => WriteAsync(MaintenanceAct.Started, cancellationToken);

    public Task StoppingAsync(CancellationToken cancellationToken) => WriteAsync(MaintenanceAct.Stopped, cancellationToken);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task WriteAsync(MaintenanceAct act, CancellationToken cancellation)
    {
        try
        {
            await log.WriteAsync(act, Version, time.GetUtcNow(), cancellation);
        }
        catch (NpgsqlException exception)
        {
            // The product starts and stops also while its database is away.
            logger.LogWarning(exception, "The maintenance log could not be written");
        }
    }
}
