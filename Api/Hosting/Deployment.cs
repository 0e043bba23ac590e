namespace Pinchang.Api.Hosting;

/// <summary>Whether this is the one machine of an agency's own room, where operators stand in for gateways and demo people may live.</summary>
internal static class Deployment
{
    public static bool IsOneMachine(IConfiguration configuration) => string.IsNullOrEmpty(configuration["Orleans:ClusterId"]);
}
