using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pinchang.Api.Notify.Sms;

/// <summary>Tencent Cloud's request signature TC3-HMAC-SHA256: a key derived for the day and the service signs headers and body.</summary>
internal static class TencentSignature
{
    public const string ContentType = "application/json; charset=utf-8";

    private const string Algorithm = "TC3-HMAC-SHA256";
    private const string Signed = "content-type;host;x-tc-action";

    /// <returns>The value of the header Authorization.</returns>
    public static string Sign(string service, string host, string action, string body, DateTimeOffset at, string keyId, string secret)
    {
        var request = $"POST\n/\n\ncontent-type:{ContentType}\nhost:{host}\nx-tc-action:{action.ToLowerInvariant()}\n\n{Signed}\n{HashOf(body)}";
        var day = at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var scope = $"{day}/{service}/tc3_request";
        var text = $"{Algorithm}\n{at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}\n{scope}\n{HashOf(request)}";
        var key = Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes($"TC3{secret}"), day), service), "tc3_request");
        return $"{Algorithm} Credential={keyId}/{scope}, SignedHeaders={Signed}, Signature={Convert.ToHexStringLower(Hmac(key, text))}";
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
