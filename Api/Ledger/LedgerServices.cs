using Pinchang.Api.Hosting;
using Pinchang.Data.Ledger;
using Pinchang.Domain.Ledger;

namespace Pinchang.Api.Ledger;

internal static class LedgerServices
{
    public static IServiceCollection AddLedger(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ILedgerActors, RequestActors>();
        services.AddSingleton(new LedgerAnchors(configuration["PINCHANG_DATA"] ?? Path.Combine(Path.GetTempPath(), "pinchang")));
        services.AddScoped<ExportLedger>();
        services.AddHostedService<LedgerWorker>();
        return services;
    }
}

/// <summary>Whoever sent the request that is being handled; outside of one the platform acts by itself.</summary>
internal sealed class RequestActors(IHttpContextAccessor accessor) : ILedgerActors
{
    public LedgerActor Current => accessor.HttpContext is { } http ? new(new CurrentUser(http.User).IdOrNull, Caller.Of(http).Address) : LedgerActor.Platform;
}
