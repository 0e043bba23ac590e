using Microsoft.AspNetCore.Html;
using QRCoder;

namespace Pinchang.Web.Shown;

internal static class QrCode
{
    /// <summary>An address as a code to be read by a phone; the picture holds no style of its own.</summary>
    public static HtmlString Svg(string address)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var modules = data.ModuleMatrix;
        var path = string.Concat(
            from y in Enumerable.Range(0, modules.Count)
            from x in Enumerable.Range(0, modules[y].Length)
            where modules[y][x]
            select $"M{x} {y}h1v1h-1z");
        return new($"""<svg viewBox="0 0 {modules.Count} {modules.Count}" role="img" shape-rendering="crispEdges"><path d="{path}"></path></svg>""");
    }
}
