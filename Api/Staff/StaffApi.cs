using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Staff;

internal static class StaffApi
{
    public static IServiceCollection AddStaff(this IServiceCollection services) => services
        .AddScoped<StaffDoors>()
        .AddScoped<StaffDesk>()
        .AddScoped<AgreementReader>()
        .AddScoped<StaffPlanner>()
        .AddSingleton<SignatureKeeper>()
        .AddHostedService(provider => provider.GetRequiredService<SignatureKeeper>())
        .AddSingleton<QualificationKeeper>()
        .AddHostedService(provider => provider.GetRequiredService<QualificationKeeper>());

    public static IEndpointRouteBuilder MapStaff(this IEndpointRouteBuilder app)
    {
        var own = app.MapGroup("/api/my/qualifications").WithTags("Staff").RequireAuthorization(Access.SignedIn);
        own.MapGet("/", OwnRecord.HandleAsync);
        own.MapPost("/", OwnRecord.HandInAsync).RequireIdempotencyKey();
        var agreements = app.MapGroup("/api/my/agreements").WithTags("Staff").RequireAuthorization(Access.SignedIn);
        agreements.MapGet("/{key}", SignAgreements.ReadAsync);
        agreements.MapPut("/{key}/{version:int}/signature", SignAgreements.HandleAsync).RequireRateLimiting(RateLimits.SignIn);
        var desk = app.MapGroup("/api/operations").WithTags("Staff");
        var read = desk.MapGroup("/staff").RequireAuthorization(Access.Operations);
        read.MapGet("/", ListStaff.HandleAsync);
        read.MapGet("/{userId:guid}", ListStaff.OneAsync);
        read.MapGet("/{userId:guid}/agreements/{key}/{version:int}", SignAgreements.ReadOfAsync);
        desk.MapGet("/staff-agreements.csv", ListAgreements.CsvAsync).RequireAuthorization(Access.Operations);
        desk.MapGet("/staff.csv", ListStaff.CsvAsync).RequireAuthorization(Access.Operations);
        desk.MapPost("/qualifications/{id:guid}/review-decisions", DecideQualification.HandleAsync).RequireAuthorization(Access.CheckStaff).RequireIdempotencyKey();
        return app;
    }
}
