using Pinchang.Api.Accounts;

namespace Pinchang.Api;

/// <summary>Every feature of the product: one line to add it, one line to map it.</summary>
internal static class Features
{
    public static IServiceCollection AddFeatures(this IServiceCollection services) => services
        .AddAccounts();

    public static IEndpointRouteBuilder MapFeatures(this IEndpointRouteBuilder app) => app
        .MapAccounts();
}
