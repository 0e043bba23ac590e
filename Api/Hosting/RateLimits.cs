using System.Globalization;
using System.Threading.RateLimiting;
using Pinchang.Contracts;

namespace Pinchang.Api.Hosting;

/// <summary>
/// How often one address, or one person, may ask. The figures are settings (Limits:…), since a whole campus may sit behind one address.
/// </summary>
internal static class RateLimits
{
    /// <summary>Per address: passwords and codes.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Per address: text messages cost money and patience.</summary>
    public const string PhoneCodes = "phone-codes";

    /// <summary>Per address: complaints, which anybody makes, and codes that open them.</summary>
    public const string Complaints = "complaints";

    /// <summary>Per person: commands.</summary>
    public const string Commands = "commands";

    public static IServiceCollection AddRateLimits(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<RateLimitHits>().AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.OnRejected = async (context, _) =>
            {
                context.HttpContext.RequestServices.GetRequiredService<RateLimitHits>().Count();
                if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                {
                    context.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
                }

                await CommonRefusals.TooMany.ToProblem().ExecuteAsync(context.HttpContext);
            };
            options.AddPolicy(SignIn, http => PerMinute(Caller.Of(http).Address, configuration.GetValue("Limits:SignInsPerMinute", 30)));
            options.AddPolicy(PhoneCodes, http => PerMinute(Caller.Of(http).Address, configuration.GetValue("Limits:PhoneCodesPerMinute", 10)));
            options.AddPolicy(Complaints, http => PerMinute(Caller.Of(http).Address, configuration.GetValue("Limits:ComplaintsPerMinute", 30)));
            options.AddPolicy(Commands, http => PerMinute(
                http.User.FindFirst(SessionClaims.UserId)?.Value ?? Caller.Of(http).Address, configuration.GetValue("Limits:CommandsPerMinute", 300)));
        });

    private static RateLimitPartition<string> PerMinute(string who, int permits) =>
        RateLimitPartition.GetSlidingWindowLimiter(who, _ => new()
        {
            PermitLimit = permits,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        });
}
