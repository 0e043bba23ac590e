using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pinchang.ServiceDefaults;

/// <summary>
/// How Web tells Api on whose behalf it calls. Api believes the address and the user agent only with the signature, made with the
/// secret that AppHost gives both (PINCHANG_WEB_SECRET) over address, agent and minute.
/// </summary>
public static class WebCallSignature
{
    public const string AddressHeader = "X-Pinchang-Address";

    /// <summary>Percent-encoded: a header carries ASCII only.</summary>
    public const string AgentHeader = "X-Pinchang-Agent";

    /// <summary>Minutes since 1970, a dot, and the signature in hexadecimal digits.</summary>
    public const string SignatureHeader = "X-Pinchang-Web";

    private const int ToleratedMinutes = 2;

    /// <summary>The three headers for a call that is made now.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Headers(string secret, string address, string agent, DateTimeOffset now)
    {
        var encoded = Uri.EscapeDataString(agent);
        var minute = now.ToUnixTimeSeconds() / 60;
        yield return new(AddressHeader, address);
        yield return new(AgentHeader, encoded);
        yield return new(SignatureHeader, $"{minute.ToString(CultureInfo.InvariantCulture)}.{Sign(secret, address, encoded, minute)}");
    }

    /// <summary>Whether the headers were made with the secret, within two minutes of now.</summary>
    public static bool Holds(string secret, string address, string encodedAgent, string signature, DateTimeOffset now)
    {
        var dot = signature.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && long.TryParse(signature.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
            && Math.Abs(now.ToUnixTimeSeconds() / 60 - minute) <= ToleratedMinutes
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(Sign(secret, address, encodedAgent, minute)), Encoding.UTF8.GetBytes(signature[(dot + 1)..]));
    }

    private static string Sign(string secret, string address, string encodedAgent, long minute) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{address}\n{encodedAgent}\n{minute.ToString(CultureInfo.InvariantCulture)}")));
}
