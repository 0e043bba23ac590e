using System.Security.Cryptography;

namespace Pinchang.Data.Exams.Papers;

/// <summary>AES-256-GCM: nonce (12) ‖ ciphertext ‖ tag (16).</summary>
internal static class SealedBox
{
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    public static byte[] Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound = default)
    {
        var box = new byte[NonceLength + plain.Length + TagLength];
        var nonce = box.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(nonce, plain, box.AsSpan(NonceLength, plain.Length), box.AsSpan(NonceLength + plain.Length), bound);
        return box;
    }

    /// <summary>Throws <see cref="AuthenticationTagMismatchException"/> when key, box or what it is bound to is another.</summary>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<byte> box, ReadOnlySpan<byte> bound = default)
    {
        var plain = new byte[box.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        aes.Decrypt(box[..NonceLength], box.Slice(NonceLength, plain.Length), box[^TagLength..], plain, bound);
        return plain;
    }
}
