using Pinchang.Api.Hosting;
using Pinchang.Contracts;

namespace Pinchang.Api.Documents;

internal static class DocumentsApi
{
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services
        .AddScoped<DocumentDesk>()
        .AddSingleton<DocumentKeeper>()
        .AddHostedService(provider => provider.GetRequiredService<DocumentKeeper>());

    public static IEndpointRouteBuilder MapDocuments(this IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("/api/documents").WithTags("Documents").AllowAnonymous();
        open.MapGet("/", ReadPublicDocuments.ListAsync);
        open.MapGet("/{agencyId:guid}/{key}", ReadPublicDocuments.OneAsync);
        var own = app.MapGroup("/api/my/documents").WithTags("Documents").RequireAuthorization(Access.SignedIn);
        own.MapGet("/", AcknowledgeDocuments.ListAsync);
        own.MapPost("/{key}/acknowledgements", AcknowledgeDocuments.HandleAsync).RequireIdempotencyKey();
        var desk = app.MapGroup("/api/operations/documents").WithTags("Documents");
        var read = desk.MapGroup("").RequireAuthorization(Access.Operations);
        read.MapGet("/", ListDocuments.HandleAsync);
        read.MapGet("/{key}", ListDocuments.OneAsync);
        var write = desk.MapGroup("/{key}").RequireAuthorization(Access.ManageDocuments).RequireIdempotencyKey();
        write.MapPut("", WriteDocument.SaveAsync);
        write.MapPost("/submissions", WriteDocument.SubmitAsync);
        write.MapPost("/review-decisions", WriteDocument.DecideAsync);
        return app;
    }
}
