using Microsoft.AspNetCore.Authorization;
using Pinchang.Contracts;

namespace Pinchang.Api.Hosting;

internal static class Policies
{
    /// <summary>One policy per name in <see cref="Access"/>; a route that names none is for nobody who is not signed in.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        var builder = services.AddAuthorizationBuilder()
            .AddPolicy(Access.SignedIn, policy => policy.RequireAuthenticatedUser())
            .AddPolicy(Access.VerifiedPhone, policy => policy.RequireAuthenticatedUser().RequireClaim(SessionClaims.PhoneVerified))
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(IsSignedInOrNowhere).Build());
        foreach (var (name, roles) in Access.RolesByPolicy)
        {
            builder.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireClaim(SessionClaims.Role, roles));
        }

        return services;
    }

    // The fallback is also asked about addresses that lead nowhere: those are "not found", not "sign in".
    private static bool IsSignedInOrNowhere(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && http.GetEndpoint() is null || context.User.Identity is { IsAuthenticated: true };
}
