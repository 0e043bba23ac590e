using System.Buffers.Text;
using System.Security.Cryptography;

namespace Pinchang.Api.Accounts;

/// <summary>What the cookie holds: 256 random bits. The database holds their hash, so its rows open no session.</summary>
internal static class SessionToken
{
    private const int Length = 32;

    public static string Make() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));

    public static byte[]? HashOf(string token)
    {
        Span<byte> bytes = stackalloc byte[Length];
        return token.Length == 43 && Base64Url.IsValid(token) && Base64Url.TryDecodeFromChars(token, bytes, out var written) && written == Length
            ? SHA256.HashData(bytes)
            : null;
    }
}
