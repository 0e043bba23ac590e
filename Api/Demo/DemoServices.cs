namespace Pinchang.Api.Demo;

internal static class DemoServices
{
    public static IServiceCollection AddDemo(this IServiceCollection services) =>
        services.AddScoped<DemoVenue>().AddHostedService<DemoSeeding>();
}
