using System.Security.Cryptography;
using System.Text;

namespace Pinchang.Data.Keys;

/// <summary>
/// Wraps the keys that lie in the database, so that a copy of the database opens nothing: 32 bytes from PINCHANG_MASTER_KEY (base64), or
/// from PINCHANG_DATA/keys, which is backed up apart.
/// </summary>
public sealed class MasterKey(string? given, string? dataFolder)
{
    public const string Setting = "PINCHANG_MASTER_KEY";

    /// <summary>The file of an installation that is given no key.</summary>
    public const string FileName = "protection.key";

    private const int Length = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly Lazy<byte[]> _key = new(() => Read(given, dataFolder));

    public byte[] Seal(byte[] plain)
    {
        ArgumentNullException.ThrowIfNull(plain);
        var sealedBytes = new byte[NonceLength + TagLength + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key.Value, TagLength);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceLength + TagLength), sealedBytes.AsSpan(NonceLength, TagLength));
        return sealedBytes;
    }

    public byte[] Open(byte[] sealedBytes)
    {
        ArgumentNullException.ThrowIfNull(sealedBytes);
        var plain = new byte[sealedBytes.Length - NonceLength - TagLength];
        using var aes = new AesGcm(_key.Value, TagLength);
        aes.Decrypt(sealedBytes.AsSpan(0, NonceLength), sealedBytes.AsSpan(NonceLength + TagLength), sealedBytes.AsSpan(NonceLength, TagLength), plain);
        return plain;
    }

    /// <summary>A key for one purpose, from which neither the master key nor another purpose's can be told.</summary>
    public byte[] Derive(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key.Value, Length, info: Encoding.UTF8.GetBytes(purpose));

    private static byte[] Read(string? given, string? dataFolder)
    {
        if (!string.IsNullOrEmpty(given))
        {
            return Convert.FromBase64String(given) is { Length: Length } key
                ? key
                : throw new InvalidOperationException($"{Setting} must be 32 bytes in base64.");
        }

        return MasterKeyFile.ReadOrMake(
            dataFolder ?? throw new InvalidOperationException($"Neither {Setting} nor PINCHANG_DATA says where the master key is."), FileName);
    }
}
