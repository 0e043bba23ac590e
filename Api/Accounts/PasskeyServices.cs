using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Pinchang.Api.Hosting;
using Pinchang.Data.Accounts;

namespace Pinchang.Api.Accounts;

internal static class PasskeyServices
{
    private const string Required = "required";

    /// <summary>
    /// The device verifies its owner (finger, face or PIN), so a passkey is both factors at once; and it knows for whom it is, so that nobody
    /// types a name. Only Web's own pages may ask for it.
    /// </summary>
    public static IServiceCollection AddPasskeys(this IServiceCollection services)
    {
        services.AddScoped<IPasskeyHandler<User>, PasskeyHandler<User>>().AddScoped<PasskeyChallenges>();
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>>(provider => new ConfigureOptions<IdentityPasskeyOptions>(options =>
        {
            var web = provider.GetRequiredService<WebOrigin>();
            options.AuthenticatorTimeout = PasskeyChallenges.Patience;
            options.UserVerificationRequirement = Required;
            options.ResidentKeyRequirement = Required;
            options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && web.IsWeb(context.Origin, context.HttpContext.Request.Host));
        }));
        return services;
    }
}
