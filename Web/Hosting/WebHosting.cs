using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Localization;
using Pinchang.ServiceDefaults;
using Pinchang.Web.Assets;
using Pinchang.Web.Calls;
using Pinchang.Web.Shown;

namespace Pinchang.Web.Hosting;

/// <summary>What Web is made of, in the order in which a request meets it.</summary>
internal static class WebHosting
{
    public static void AddWeb(this WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults();
        var services = builder.Services;
        services.AddClientAssets();
        services.AddHttpContextAccessor();
        services.AddCalls();
        services.AddShown(builder.Configuration);
        services.AddProtectedForms(builder.Configuration);
        services.AddResponseCompression(options =>
        {
            // Assets are compressed when they are built. Of pages over TLS: their antiforgery tokens differ each time, so guessing finds nothing.
            options.EnableForHttps = true;
            options.MimeTypes = ["text/html"];
        });
        services.AddRazorPages(options => options.Conventions.AddAudiences())
            .AddMvcOptions(options => options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true);
        services.Configure<RouteOptions>(options => options.LowercaseUrls = true);
    }

    public static void UseWeb(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseExceptionHandler("/error/500");
        app.UseStatusCodePagesWithReExecute("/error/{0}");
        app.UseRequestLocalization();
        app.MapDefaultEndpoints();
        app.MapClientAssets();
        app.MapRazorPages();
    }

    private static void AddCalls(this IServiceCollection services)
    {
        services.AddSingleton<ApiAddress>();
        services.AddSingleton<CallSignature>();
        services.AddScoped<Visitor>();
        services.AddHttpClient<ApiClient>((provider, client) =>
            {
                client.BaseAddress = provider.GetRequiredService<ApiAddress>().Inside;
                client.Timeout = TimeSpan.FromSeconds(10);
            })
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                // Each visitor's cookies are forwarded by hand; a jar would mix them.
                UseCookies = false,
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
            });
    }

    private static void AddShown(this IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddLocalization();
        services.AddScoped<Moments>();
        services.AddScoped<States>();
        services.AddSingleton(configuration.GetSection("Site").Get<SiteNotices>() ?? new SiteNotices());
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.Configure<RequestLocalizationOptions>(options =>
        {
            var chinese = CultureInfo.GetCultureInfo("zh-CN");
            options.DefaultRequestCulture = new RequestCulture(chinese);
            options.SupportedCultures = options.SupportedUICultures = [chinese];
            options.RequestCultureProviders.Clear();
        });
    }

    private static void AddProtectedForms(this IServiceCollection services, ConfigurationManager configuration)
    {
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = ".AspNetCore.Antiforgery.Pinchang";
            options.FormFieldName = "antiforgery";
            options.HeaderName = "X-Antiforgery";
            options.SuppressXFrameOptionsHeader = true;
        });
        var protection = services.AddDataProtection().SetApplicationName("pinchang-web");
        if (configuration["PINCHANG_DATA"] is { Length: > 0 } data)
        {
            var keys = Directory.CreateDirectory(Path.Combine(data, "keys", "web"));
            if (!OperatingSystem.IsWindows())
            {
                keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            }

            protection.PersistKeysToFileSystem(keys);
            if (FormKeySeal.KeyOf(configuration) is { } key)
            {
                services.Configure<KeyManagementOptions>(options => options.XmlEncryptor = new FormKeySeal(key));
            }
        }
    }
}
