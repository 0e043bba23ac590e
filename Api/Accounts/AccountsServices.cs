using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Npgsql;
using Pinchang.Api.Hosting;
using Pinchang.Data;
using Pinchang.Data.Accounts;
using Pinchang.Data.Keys;

namespace Pinchang.Api.Accounts;

internal static class AccountsServices
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddAuthentication(SessionClaims.Scheme)
            .AddScheme<AuthenticationSchemeOptions, SessionAuthentication>(SessionClaims.Scheme, null);
        services.AddIdentityCore<User>(options =>
        {
            // Strength is PasswordStrength's; lockout is Attempts', which counts before it judges.
            options.Password = new() { RequiredLength = 8, RequireDigit = false, RequireLowercase = false, RequireUppercase = false, RequireNonAlphanumeric = false };
            options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
        })
            .AddEntityFrameworkStores<PinchangContext>()
            .AddPasswordValidator<PasswordStrength>();
        services.AddPasskeys();
        services.AddDataProtection().SetApplicationName("pinchang");
        services.AddSingleton(provider =>
        {
            var configuration = provider.GetRequiredService<IConfiguration>();
            return new MasterKey(configuration[MasterKey.Setting], configuration["PINCHANG_DATA"]);
        });
        services.AddSingleton<FieldKeyRing>().AddSingleton<KeptKeys>().AddSingleton<FieldSeals>().AddSingleton<Phones>();
        services.AddHostedService<PlainPhones>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new ProtectionKeyRepository(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>());
            options.XmlEncryptor = new ProtectionKeySeal(provider.GetRequiredService<MasterKey>());
        }));
        services.AddSingleton<SessionRegistry>();
        services.AddSingleton<ISessionRegistry>(provider => provider.GetRequiredService<SessionRegistry>());
        services.AddSingleton<SessionCookie>();
        services.AddScoped<Sessions>().AddScoped<SignInLog>().AddScoped<Attempts>().AddScoped<ProofOfSelf>().AddScoped<PhoneCodes>().AddScoped<SecondFactors>().AddScoped<AccountMaker>();
        services.AddHostedService<SessionRevocations>();
        services.AddHostedService<AccountsHousekeeping>();
        return services;
    }
}
