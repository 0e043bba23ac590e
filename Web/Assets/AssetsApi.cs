using Microsoft.Net.Http.Headers;

namespace Pinchang.Web.Assets;

internal static class AssetsApi
{
    public static IServiceCollection AddClientAssets(this IServiceCollection services) =>
        services.AddSingleton(ClientAssets.Load(Path.Combine(AppContext.BaseDirectory, "wwwroot", "assets")));

    public static void MapClientAssets(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/assets/{file}", [HttpMethods.Get, HttpMethods.Head], SendAsync);
        routes.MapGet("/exam-room/worker.js", SendExamWorker);
    }

    /// <summary>A service worker rules the folder that its address lies in, and a browser must be able to ask whether it changed.</summary>
    private static IResult SendExamWorker(HttpContext context, ClientAssets assets)
    {
        var worker = assets.Find(Path.GetFileName(assets.AddressOf("exam-worker.ts")))!;
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(worker.Plain, worker.ContentType);
    }

    private static async Task SendAsync(string file, HttpContext context, ClientAssets assets)
    {
        if (assets.Find(file) is not { } asset)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var (body, encoding) = Choose(asset, context.Request.GetTypedHeaders().AcceptEncoding);
        var headers = context.Response.Headers;
        headers.ContentType = asset.ContentType;
        headers.ContentLength = body.Length;
        headers.Vary = HeaderNames.AcceptEncoding;
        // The name holds a hash of the content, so the answer never changes.
        headers.CacheControl = "public, max-age=31536000, immutable";
        if (encoding is not null)
        {
            headers.ContentEncoding = encoding;
        }

        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        }
    }

    private static (ReadOnlyMemory<byte> Body, string? Encoding) Choose(AssetFile asset, IList<StringWithQualityHeaderValue> accepted)
    {
        bool Takes(string encoding) =>
            accepted.Any(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && value.Quality is not 0);

        return asset switch
        {
            { Brotli: { } brotli } when Takes("br") => (brotli, "br"),
            { Gzip: { } gzip } when Takes("gzip") => (gzip, "gzip"),
            _ => (asset.Plain, null),
        };
    }
}
