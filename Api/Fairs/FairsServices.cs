using Pinchang.Api.Calls.Relay;
using Pinchang.Api.Fairs.Admission;
using Pinchang.Api.Fairs.Announcing;
using Pinchang.Api.Fairs.Booths;
using Pinchang.Api.Fairs.Halls;
using Pinchang.Api.Fairs.Live;
using Pinchang.Api.Fairs.Summary;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Fairs;

namespace Pinchang.Api.Fairs;

internal static class FairsServices
{
    public static IServiceCollection AddFairs(this IServiceCollection services)
    {
        services.AddSingleton<BoothDoors>();
        services.AddScoped<FairAccess>();
        services.AddScoped<FairGrounds>();
        services.AddSingleton<LobbyGrounds>();
        services.AddScoped<FairDetailsReader>();
        services.AddScoped<FairNotices>();
        services.AddScoped<ExhibitorShapes>();
        services.AddScoped<ReportReader>();
        services.AddScoped<BoothCommand>();
        services.AddScoped<BoothReader>();
        services.AddScoped<OwnPlaces>();
        services.AddSingleton<FairHosts>();
        services.AddHubSockets<FairHub, IFairClient, FairSocket>(client => client.SessionTerminated("session.signed-out", null));
        services.AddSingleton<ICallRight, TalkCallRight>();
        services.AddSingleton<FairKeeper>();
        services.AddHostedService(provider => provider.GetRequiredService<FairKeeper>());
        return services;
    }
}
