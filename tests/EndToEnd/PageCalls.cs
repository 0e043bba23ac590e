using System.Text.Json;
using Microsoft.Playwright;
using Pinchang.Support.Products;

namespace Pinchang.EndToEnd.Tests;

/// <summary>Calls to Api with a page's cookies, as its own scripts would make them.</summary>
internal static class PageCalls
{
    public static async Task<JsonElement> GetAsync(this IPage page, RunningProduct product, string path) =>
        await ReadAsync(await page.APIRequest.GetAsync(new Uri(product.Api, path).ToString()), path);

    public static async Task<JsonElement> SendAsync(this IPage page, RunningProduct product, string method, string path, object body) =>
        await ReadAsync(
            await page.APIRequest.FetchAsync(new Uri(product.Api, path).ToString(), new()
            {
                Method = method,
                DataObject = body,
                Headers = new Dictionary<string, string>
                {
                    ["Origin"] = product.Web.GetLeftPart(UriPartial.Authority),
                    ["Idempotency-Key"] = Guid.NewGuid().ToString(),
                },
            }),
            path);

    private static async Task<JsonElement> ReadAsync(IAPIResponse response, string path)
    {
        var text = await response.TextAsync();
        response.Ok.ShouldBeTrue($"{path}: {response.Status} {text}");
        return text.Length == 0 ? default : JsonElement.Parse(text);
    }
}
