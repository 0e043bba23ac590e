using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pinchang.Support.Products;

namespace Pinchang.Load.Pages;

/// <summary>Loads a page as a browser's first visit does: the document, its styles, scripts, what those import, fonts and pictures.</summary>
internal sealed partial class PageWeight(HttpClient client)
{
    private readonly HashSet<string> _loaded = [];
    private long _bytes;

    /// <param name="more">Assets that the page would load in another state: a room's script comes only while it is on air.</param>
    public async Task<(long Bytes, int Files)> OfAsync(string page, params IEnumerable<string> more)
    {
        foreach (var address in more.Prepend(page))
        {
            await LoadAsync(new Uri(client.BaseAddress!, address));
        }

        return (_bytes, _loaded.Count);
    }

    /// <summary>The files of an entry as Web's build lists them.</summary>
    public static IEnumerable<string> BuiltAssets(string entry)
    {
        // Whatever is missing would make the page lighter than it is: then there is no weight.
        var manifest = Path.Combine(Checkout.Root, "Web", "wwwroot", "assets", "manifest.json");
        using var built = JsonDocument.Parse(File.ReadAllText(manifest));
        var found = built.RootElement.EnumerateObject().Single(file => Path.GetFileName(file.Name) == entry).Value;
        return
        [
            "/assets/" + found.GetProperty("file").GetString(),
            .. found.TryGetProperty("css", out var styles) ? styles.EnumerateArray().Select(style => "/assets/" + style.GetString()) : [],
        ];
    }

    [GeneratedRegex("""<link[^>]*rel="(?:stylesheet|modulepreload|icon|manifest)"[^>]*>""")]
    private static partial Regex Links();

    [GeneratedRegex("""<(?:script|img)[^>]*\ssrc="([^"]+)"[^>]*>""")]
    private static partial Regex Sources();

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Href();

    [GeneratedRegex("""(?:from|import)\s*["'](\.{0,2}/[^"']+\.js)["']""")]
    private static partial Regex Imports();

    [GeneratedRegex("""@import\s+(?:url\()?["']([^"']+)["']""")]
    private static partial Regex StyleImports();

    private async Task LoadAsync(Uri address)
    {
        if (!_loaded.Add(address.GetLeftPart(UriPartial.Path)))
        {
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "br, gzip");
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        var wire = await answer.Content.ReadAsByteArrayAsync();
        _bytes += wire.Length;
        var type = answer.Content.Headers.ContentType?.MediaType ?? "";
        var text = type.StartsWith("text/", StringComparison.Ordinal) || type.Contains("javascript", StringComparison.Ordinal)
            ? await TextOfAsync(wire, answer.Content.Headers.ContentEncoding.FirstOrDefault())
            : "";
        foreach (var next in LinkedFrom(type, text))
        {
            var linked = new Uri(address, next);
            if (linked.Authority == address.Authority)
            {
                await LoadAsync(linked);
            }
        }
    }

    private static IEnumerable<string> LinkedFrom(string type, string text) => type switch
    {
        "text/html" => Links().Matches(text).Select(link => Href().Match(link.Value).Groups[1].Value)
            .Concat(Sources().Matches(text).Select(source => source.Groups[1].Value))
            .Where(address => address.Length > 0 && !address.StartsWith("data:", StringComparison.Ordinal)),
        "text/css" => StyleImports().Matches(text).Select(import => import.Groups[1].Value),
        _ => Imports().Matches(text).Select(import => import.Groups[1].Value),
    };

    private static async Task<string> TextOfAsync(byte[] wire, string? encoding)
    {
        await using Stream plain = encoding switch
        {
            "br" => new BrotliStream(new MemoryStream(wire), CompressionMode.Decompress),
            "gzip" => new GZipStream(new MemoryStream(wire), CompressionMode.Decompress),
            _ => new MemoryStream(wire),
        };
        using var reader = new StreamReader(plain, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
