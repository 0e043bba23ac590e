using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pinchang.Contracts.Calls;

namespace Pinchang.Api.Calls;

/// <summary>
/// <c>PINCHANG_STUN_URLS</c>, <c>PINCHANG_TURN_URLS</c> (separated by semicolons) and <c>PINCHANG_TURN_SECRET</c>, coturn's
/// <c>static-auth-secret</c>. Without them calls stand within one network, and go by the relay elsewhere.
/// </summary>
internal sealed class TurnSettings(IConfiguration configuration)
{
    /// <summary>Longer than the longest fair or exam, so that no call loses its way in the middle.</summary>
    private static readonly TimeSpan ValidFor = TimeSpan.FromHours(8);

    private readonly string[] _stun = Urls(configuration["PINCHANG_STUN_URLS"]);
    private readonly string[] _turn = Urls(configuration["PINCHANG_TURN_URLS"]);
    private readonly string? _secret = configuration["PINCHANG_TURN_SECRET"];

    public IceServers For(Guid userId, DateTimeOffset now)
    {
        List<IceServer> servers = [];
        if (_stun.Length > 0)
        {
            servers.Add(new(_stun, null, null));
        }

        if (_turn.Length > 0 && _secret is { Length: > 0 } secret)
        {
            var username = string.Create(CultureInfo.InvariantCulture, $"{(now + ValidFor).ToUnixTimeSeconds()}:{userId:N}");
            servers.Add(new(_turn, username, Sign(username, secret)));
        }

        return new([.. servers]);
    }

    [SuppressMessage("Security", "CA5350", Justification = "coturn's shared-secret scheme is HMAC-SHA1; a hash of it is no secret for longer than the call.")]
    private static string Sign(string username, string secret) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(username)));

    private static string[] Urls(string? setting) =>
        setting?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
