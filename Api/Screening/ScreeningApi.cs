using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Screening;

internal static class ScreeningApi
{
    public static IServiceCollection AddScreening(this IServiceCollection services) => services
        .AddScoped<ScreeningOffice>()
        .AddSingleton<RuleBookKeeper>()
        .AddHostedService(provider => provider.GetRequiredService<RuleBookKeeper>());

    public static IEndpointRouteBuilder MapScreening(this IEndpointRouteBuilder app)
    {
        var desk = app.MapGroup("/api/operations/screening").WithTags("Screening");
        var read = desk.MapGroup("").RequireAuthorization(Access.Operations);
        read.MapGet("/", ReadScreening.DeskAsync);
        read.MapGet("/rules/{id}", ReadScreening.RuleAsync);
        read.MapPost("/tries", ReadScreening.TryAsync);
        var write = desk.MapGroup("").RequireAuthorization(Access.ManageScreening).RequireIdempotencyKey();
        write.MapPut("/rules/{id}", WriteScreening.PutRuleAsync);
        write.MapPost("/rules/{id}/removals", WriteScreening.TakeOutAsync);
        write.MapPost("/editions/{number:int}/restorations", WriteScreening.BringBackAsync);
        write.MapPost("/trials", WriteScreening.TryOnPastAsync);
        write.MapPost("/submissions", WriteScreening.SubmitAsync);
        write.MapPost("/review-decisions", WriteScreening.DecideAsync);
        write.MapPost("/discards", WriteScreening.DiscardAsync);
        return app;
    }
}
