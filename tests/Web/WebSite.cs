using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Pinchang.Contracts.Accounts;
using Pinchang.Web.Calls;

namespace Pinchang.Web.Tests;

/// <summary>The real Web over a stand-in Api.</summary>
public sealed partial class WebSite : WebApplicationFactory<Program>
{
    private readonly string _data = Directory.CreateTempSubdirectory("pinchang-web-").FullName;

    public StubApi Api { get; } = new();

    /// <summary>A browser without script: keeps cookies, follows nothing by itself.</summary>
    public HttpClient Browser() => CreateClient(new() { AllowAutoRedirect = false, HandleCookies = true });

    /// <summary>The same, carrying the session cookie of somebody Api knows as this.</summary>
    public HttpClient BrowserOf(SessionDetails session)
    {
        Api.Answer("GET /api/session", session);
        var browser = Browser();
        browser.DefaultRequestHeaders.Add("Cookie", "pinchang.session=a-token");
        return browser;
    }

    /// <summary>Fills in and sends the form of a page as a browser would, hidden fields and antiforgery cookie included; what is typed takes their place.</summary>
    public static Task<HttpResponseMessage> SendFormAsync(HttpClient browser, string page, string to, params (string Name, string Value)[] typed) =>
        SendAsync(browser, page, to, values => new FormUrlEncodedContent(
            values.Where(value => typed.All(given => given.Name != value.Key)).Concat(typed.Select(value => KeyValuePair.Create(value.Name, value.Value)))));

    /// <summary>The same with a chosen file, to the page itself.</summary>
    public static Task<HttpResponseMessage> SendFileAsync(
        HttpClient browser, string page, byte[] content, (string Field, string Name) file, params (string Name, string Value)[] typed) =>
        SendAsync(browser, page, page, values =>
        {
            var form = new MultipartFormDataContent();
            foreach (var (name, value) in values.Select(value => (value.Key, value.Value)).Concat(typed))
            {
                form.Add(new StringContent(value), name);
            }

            form.Add(new ByteArrayContent(content) { Headers = { ContentType = new("application/pdf") } }, file.Field, file.Name);
            return form;
        });

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient browser, string page, string to, Func<IEnumerable<KeyValuePair<string, string>>, HttpContent> fill)
    {
        var drawn = await browser.GetAsync(page);
        var html = await drawn.Content.ReadAsStringAsync();
        var form = Forms().Matches(html).Select(match => match.Value).Last(form => form.Contains("name=\"antiforgery\"", StringComparison.Ordinal));
        var values = Hidden().Matches(form).Select(match => KeyValuePair.Create(AttributeOf(match.Value, "name"), AttributeOf(match.Value, "value")));
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = fill(values) };
        if (browser.DefaultRequestHeaders.TryGetValues("Cookie", out var own) && drawn.Headers.TryGetValues("Set-Cookie", out var set))
        {
            // A cookie header of our own takes the jar's place.
            request.Headers.Add("Cookie", string.Join("; ", own.Concat(set.Select(cookie => cookie.Split(';')[0]))));
        }

        return await browser.SendAsync(request);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("services:api:http:0", "http://api.test");
        builder.UseSetting("PINCHANG_API_PORT", "5081");
        builder.UseSetting("PINCHANG_DATA", _data);
        builder.UseSetting("PINCHANG_WEB_SECRET", "a-secret-of-the-test");
        builder.ConfigureTestServices(services => services
            .AddHttpClient(nameof(ApiClient)).ConfigurePrimaryHttpMessageHandler(() => new Shared(Api)));
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Directory.Exists(_data))
        {
            Directory.Delete(_data, recursive: true);
        }
    }

    private static string AttributeOf(string tag, string name) =>
        WebUtility.HtmlDecode(Regex.Match(tag, $"\\b{name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<form[^>]*>.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")]
    private static partial Regex Hidden();

    /// <summary>The factory disposes its handlers; the stand-in outlives them.</summary>
    private sealed class Shared(StubApi api) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _api = new(api, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _api.SendAsync(request, cancellationToken);

        protected override void Dispose(bool disposing)
        {
            _api.Dispose();
            base.Dispose(disposing);
        }
    }
}
