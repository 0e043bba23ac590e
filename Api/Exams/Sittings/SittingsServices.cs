namespace Pinchang.Api.Exams.Sittings;

internal static class SittingsServices
{
    public static IServiceCollection AddSittings(this IServiceCollection services) => services
        .AddSingleton<SittingPapers>()
        .AddHostedService<AbsentWorker>()
        .AddSingleton<StartedWorker>()
        .AddHostedService(provider => provider.GetRequiredService<StartedWorker>());
}
