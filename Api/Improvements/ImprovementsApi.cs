using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Improvements;

internal static class ImprovementsApi
{
    public static IServiceCollection AddImprovements(this IServiceCollection services) => services
        .AddScoped<ManageImprovements>()
        .AddSingleton<ImprovementKeeper>()
        .AddHostedService(provider => provider.GetRequiredService<ImprovementKeeper>());

    public static IEndpointRouteBuilder MapImprovements(this IEndpointRouteBuilder app)
    {
        var desk = app.MapGroup("/api/operations/improvements").WithTags("Improvements");
        var read = desk.MapGroup("").RequireAuthorization(Access.ReadImprovements);
        read.MapGet("/", ReadImprovements.ListAsync);
        read.MapGet("/owners", ReadImprovements.OwnersAsync);
        read.MapGet("/export.csv", ExportImprovements.HandleAsync);
        read.MapGet("/{id:guid}", ReadImprovements.GetAsync);

        // Whoever owns one works on it, whatever their role; the rule asks whether it is theirs.
        var own = desk.MapGroup("").RequireAuthorization(Access.ReadImprovements).RequireIdempotencyKey();
        own.MapPut("/{id:guid}", ManageImprovements.PlanAsync);
        own.MapPost("/{id:guid}/reports", ManageImprovements.ReportAsync);

        var manage = desk.MapGroup("").RequireAuthorization(Access.ManageImprovements);
        manage.MapGet("/origins", ImprovementOrigins.HandleAsync);
        manage.MapPost("/", ManageImprovements.OpenAsync).RequireIdempotencyKey();
        manage.MapPost("/{id:guid}/cancellations", ManageImprovements.CancelAsync).RequireIdempotencyKey();
        desk.MapPost("/{id:guid}/effect-checks", ManageImprovements.CheckAsync).RequireAuthorization(Access.CheckImprovements).RequireIdempotencyKey();
        return app;
    }
}
