namespace Pinchang.Api.Hosting;

internal static class SiloHosting
{
    /// <summary>All grains in this process.</summary>
    public static void AddSilo(this WebApplicationBuilder builder) => builder.UseOrleans();
}
