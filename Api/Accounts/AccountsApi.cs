namespace Pinchang.Api.Accounts;

internal static class AccountsApi
{
    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/session", GetSession.HandleAsync).AllowAnonymous().WithTags("Accounts");
        return app;
    }
}
