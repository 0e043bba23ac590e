namespace Pinchang.Api.Hosting;

/// <summary>Whether this is the one machine of an agency's own room, where operators stand in for gateways and demo people may live.</summary>
internal static class Deployment
{
    public static bool IsOneMachine(IConfiguration configuration) => string.IsNullOrEmpty(configuration["Orleans:ClusterId"]);

    /// <summary>Whether people who are not real may live here, and operators read out their codes to whoever tries the product.</summary>
    public static bool IsDemo(IConfiguration configuration) => configuration["PINCHANG_DEMO"] == "1" && IsOneMachine(configuration);
}
