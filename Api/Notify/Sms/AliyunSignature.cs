using System.Security.Cryptography;
using System.Text;

namespace Pinchang.Api.Notify.Sms;

/// <summary>Aliyun's request signature ACS3-HMAC-SHA256: over the method, the query, the signed headers and the body's hash.</summary>
internal static class AliyunSignature
{
    private const string Algorithm = "ACS3-HMAC-SHA256";

    /// <summary>Names and values percent-encoded by RFC 3986 and in order, as they are signed and as they are sent.</summary>
    public static string Query(IEnumerable<KeyValuePair<string, string>> parameters) => string.Join(
        '&', parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    /// <param name="headers">host and all x-acs-*, by names in small letters.</param>
    /// <returns>The value of the header Authorization.</returns>
    public static string Sign(string method, string query, IReadOnlyDictionary<string, string> headers, string keyId, string secret)
    {
        var names = headers.Keys.Order(StringComparer.Ordinal).ToArray();
        var signed = string.Join(';', names);
        var lines = string.Concat(names.Select(name => $"{name}:{headers[name].Trim()}\n"));
        var request = $"{method}\n/\n{query}\n{lines}\n{signed}\n{headers["x-acs-content-sha256"]}";
        var text = $"{Algorithm}\n{HashOf(request)}";
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));
        return $"{Algorithm} Credential={keyId},SignedHeaders={signed},Signature={signature}";
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
