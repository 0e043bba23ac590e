using Microsoft.AspNetCore.Authentication;
using Pinchang.Api.Hosting;

namespace Pinchang.Api.Accounts;

internal static class AccountsServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddAuthentication(SessionClaims.Scheme)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionClaims.Scheme, null);
        services.AddSingleton<SessionRegistry>();
        services.AddSingleton<ISessionRegistry>(provider => provider.GetRequiredService<SessionRegistry>());
        services.AddSingleton<SessionCookie>();
        return services;
    }
}
