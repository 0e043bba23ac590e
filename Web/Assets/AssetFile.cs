namespace Pinchang.Web.Assets;

/// <summary>A built file with the compressed forms that lay beside it.</summary>
internal sealed record AssetFile(string ContentType, ReadOnlyMemory<byte> Plain, ReadOnlyMemory<byte>? Brotli, ReadOnlyMemory<byte>? Gzip)
{
    public static AssetFile Read(string path) =>
        new(TypeOf(path), File.ReadAllBytes(path), ReadIfPresent(path + ".br"), ReadIfPresent(path + ".gz"));

    private static ReadOnlyMemory<byte>? ReadIfPresent(string path) => File.Exists(path) ? File.ReadAllBytes(path) : null;

    private static string TypeOf(string path) => Path.GetExtension(path) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".webp" => "image/webp",
        ".woff2" => "font/woff2",
        ".wasm" => "application/wasm",
        ".webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    };
}
