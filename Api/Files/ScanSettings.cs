using Pinchang.Data.Files;
using Pinchang.Domain.Files;

namespace Pinchang.Api.Files;

/// <summary>PINCHANG_CLAMD (<c>unix:/path</c> or <c>host:port</c>), and PINCHANG_UNSCANNED: <c>allow-and-mark</c> (usual) or <c>refuse</c>.</summary>
internal sealed record ScanSettings(ClamdAddress? Clamd, UnscannedPolicy Unscanned)
{
    public static ScanSettings Read(IConfiguration configuration) => new(
        configuration["PINCHANG_CLAMD"] is { Length: > 0 } address ? ClamdAddress.Parse(address) : null,
        configuration["PINCHANG_UNSCANNED"] switch
        {
            null or "" or "allow-and-mark" => UnscannedPolicy.AllowAndMark,
            "refuse" => UnscannedPolicy.Refuse,
            var other => throw new InvalidOperationException($"PINCHANG_UNSCANNED is neither allow-and-mark nor refuse: {other}"),
        });
}
