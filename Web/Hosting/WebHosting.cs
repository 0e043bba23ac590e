using Pinchang.Web.Assets;

namespace Pinchang.Web.Hosting;

/// <summary>What Web is made of, in the order in which a request meets it.</summary>
internal static class WebHosting
{
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        builder.Services.AddClientAssets();
        builder.Services.AddRazorPages();
    }

    public static void UseWeb(this WebApplication app)
    {
        app.MapClientAssets();
        app.MapRazorPages();
    }
}
