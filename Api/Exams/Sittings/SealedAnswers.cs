using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pinchang.Api.Hosting;
using Pinchang.Contracts.Exams;

namespace Pinchang.Api.Exams.Sittings;

/// <summary>
/// The file that the exam page exports (Web/Client/exam/seal.ts): AES-256-GCM under a key that HKDF-SHA-256 makes of the paper's key and
/// the session, with the session as associated data, so that it opens as nobody else's and not after a change.
/// </summary>
internal static class SealedAnswers
{
    private const string Format = "pinchang-answers-1";
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private sealed record Content(Guid Session, int Epoch, AnswerItem[]? Items);

    /// <summary>Null when it is another session's, or was changed.</summary>
    public static AnswerItem[]? Open(AnswerFile file, ReadOnlySpan<byte> paperKey)
    {
        if (file.Format != Format || BytesOf(file.Nonce) is not { Length: NonceLength } nonce || BytesOf(file.Sealed) is not { Length: > TagLength } bytes)
        {
            return null;
        }

        var session = file.Session.ToString();
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, paperKey, key, salt: stackalloc byte[32], info: Encoding.UTF8.GetBytes($"pinchang answers {session}"));
        var plain = new byte[bytes.Length - TagLength];
        try
        {
            using var cipher = new AesGcm(key, TagLength);
            cipher.Decrypt(nonce, bytes.AsSpan(0, plain.Length), bytes.AsSpan(plain.Length), plain, Encoding.UTF8.GetBytes(session));
            return JsonSerializer.Deserialize<Content>(plain, JsonDefaults.Options) is { } content && content.Session == file.Session && content.Epoch == file.Epoch
                ? content.Items
                : null;
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException or InvalidOperationException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    public static string HashOf(AnswerFile file) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(file.Sealed)));

    private static byte[]? BytesOf(string? text)
    {
        var bytes = new byte[((text?.Length ?? 0) * 3 / 4) + 3];
        return text is not null && Convert.TryFromBase64String(text, bytes, out var length) ? bytes[..length] : null;
    }
}
